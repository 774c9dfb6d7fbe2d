/** The next token after each token: of many texts, or of one long one. */
package dev.unroll.run.task.nexttoken;
