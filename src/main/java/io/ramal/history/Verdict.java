package io.ramal.history;

/** What {@link Verifier} found. */
public sealed interface Verdict {

  /**
   * Nothing is missing and nothing was changed.
   *
   * @param rows how many rows of extension_history were read
   * @param linkRows how many rows of pbx_link_history were read
   * @param extensions how many extensions were compared with their last row
   * @param lastHash hash of the last row of extension_history
   */
  record Proven(long rows, long linkRows, int extensions, Hash lastHash) implements Verdict {}

  /**
   * The first thing that is wrong.
   *
   * @param where the table and the row
   * @param what is wrong with it, a sentence
   */
  record Broken(String where, String what) implements Verdict {}
}
