package org.xiaokang.reader;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type its type in DuckDB's SQL, such as {@code DECIMAL(38,18)} or {@code VARCHAR[]}
 * @param comment what it means, with the unit where there is one; blank where nothing is said
 */
public record TableColumn(String name, String type, String comment) {}
