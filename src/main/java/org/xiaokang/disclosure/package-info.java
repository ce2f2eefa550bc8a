/**
 * Which figures are confidential: counts of few, and those from which they could be computed back.
 *
 * <p>A small count is a primary suppression. Others are suppressed with it (secondary or
 * complementary suppression), so that sums which are shown do not give it away: Hundepool et al.,
 * Statistical Disclosure Control, Wiley 2012, chapter 4. Here the suppressed figures of several
 * regions are put together in groups, and a sum over regions is shown only if it has all of a group
 * or none of it. Whatever is computed from such sums, of any indicator and any selection of
 * regions, then tells the sum of a group at most, never a figure of it.
 *
 * <p>Tables that add up to each other are linked: figures by sex are sums over those by sex and
 * age, and parts of the total. Protected one by one, they may tell together what neither tells
 * alone (linked tables: the same chapter). So the coarsest breakdown comes first, and in each finer
 * one a group has all members or none of each group of a coarser one. What may be known of the
 * coarser then are sums of its groups, and those are shown anyway.
 */
@NullMarked
package org.xiaokang.disclosure;

import org.jspecify.annotations.NullMarked;
