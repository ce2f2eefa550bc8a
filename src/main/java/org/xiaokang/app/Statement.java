package org.xiaokang.app;

/**
 * What a person enters at the prompt: SQL without its semicolon, or a command such as {@code \d}.
 *
 * @param text the SQL or the command, without blanks around it
 * @param isCommand whether it is a command
 * @param line the line of the input on which it begins, counted from 1
 */
record Statement(String text, boolean isCommand, int line) {}
