"""Xiaokang by Airflow: every night a release, on Sundays the maintenance, by spark-submit.

Put this file into Airflow's folder of DAGs (Airflow 2.4 or newer). The variables below come from the environment of the
workers. Exit codes: 75, another run holds the lake, is tried again later; 4, a quality gate holds the release back, and
every other code fail at once, since trying again changes nothing; Airflow then tells whoever its notifications name.
"""

import os
import subprocess
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.operators.python import PythonOperator

# Where Spark 4.1 and Xiaokang stand on the workers, which jar, what it runs on, which cluster.
SPARK_HOME = os.environ.get("SPARK_HOME", "/opt/spark")
XIAOKANG_HOME = os.environ.get("XIAOKANG_HOME", "/opt/xiaokang")
XIAOKANG_JAR = os.environ.get("XIAOKANG_JAR", XIAOKANG_HOME + "/target/xiaokang-0.1.0-job.jar")
XIAOKANG_CONF = os.environ.get("XIAOKANG_CONF", XIAOKANG_HOME + "/conf/xiaokang.yaml")
XIAOKANG_MASTER = os.environ.get("XIAOKANG_MASTER", "local[*]")

HELD = 4
BUSY = 75


def command(job):
    """The spark-submit of one job: nightly or maintain."""
    return [
        SPARK_HOME + "/bin/spark-submit",
        "--master",
        XIAOKANG_MASTER,
        "--properties-file",
        XIAOKANG_HOME + "/conf/spark-defaults.conf",
        "--class",
        "org.xiaokang.app.Main",
        XIAOKANG_JAR,
        job,
        "--conf",
        XIAOKANG_CONF,
    ]


def submit(job):
    """Runs one job; its output goes to the task's log."""
    code = subprocess.run(command(job), check=False).returncode
    if code == BUSY:
        raise AirflowException("another run holds the lake; the task is tried again later")
    if code == HELD:
        raise AirflowFailException(
            "a quality gate holds the release back; look at it, and publish it or correct the source"
        )
    if code != 0:
        raise AirflowFailException(f"{job} failed with exit code {code}; its output is above")


def schedule(job, when):
    """A DAG of one task, never twice at the same time."""
    with DAG(
        dag_id="xiaokang_" + job,
        schedule=when,
        start_date=datetime(2026, 1, 1),
        catchup=False,
        max_active_runs=1,
    ) as dag:
        PythonOperator(
            task_id=job,
            python_callable=submit,
            op_args=[job],
            retries=7,
            retry_delay=timedelta(minutes=15),
        )
    return dag


nightly = schedule("nightly", "30 2 * * *")
maintain = schedule("maintain", "0 6 * * 0")
