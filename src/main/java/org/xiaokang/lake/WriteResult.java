package org.xiaokang.lake;

/**
 * What a write left in the lake.
 *
 * @param table the table's name
 * @param version the Delta version that holds the content
 * @param rows the number of rows at that version; after an append, of those added
 * @param changed false if the table held the same content already and no version was added
 */
public record WriteResult(String table, long version, long rows, boolean changed) {}
