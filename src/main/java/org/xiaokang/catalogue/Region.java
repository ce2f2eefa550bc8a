package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One spell of a region's code: from when to when the code meant this region.
 *
 * @param code GB/T 2260 code, or any code of the table's scheme
 * @param name the name reports print
 * @param nameEn the name in English
 * @param level country, province, prefecture, county, township, village, or the scheme's own
 * @param parent the code of the region it belongs to, if any
 * @param validFrom first day; empty: always
 * @param validTo last day; empty: until further notice
 * @param successors codes that took over, separated by semicolons, each with an optional weight
 */
public record Region(
    String code,
    String name,
    String nameEn,
    String level,
    Optional<String> parent,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    Optional<String> successors) {}
