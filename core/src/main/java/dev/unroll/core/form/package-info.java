/**
 * Plain data (maps, lists, strings, numbers, Booleans) and what they mean.
 *
 * <p>{@link dev.unroll.core.form.Data} reads them with types and with errors that name the place, {@link
 * dev.unroll.core.form.Json} from and to text. A record whose components are annotated with {@link
 * dev.unroll.core.form.Key} has a {@link dev.unroll.core.form.Form}: its keys with their types, ranges, defaults and help, by
 * which configurations are read, printed and explained. {@link dev.unroll.core.form.Kinds} are families of such records, one
 * of which a configuration names. Uses no other package.
 */
package dev.unroll.core.form;
