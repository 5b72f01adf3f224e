// What Ruby's own methods do, by name alone, for a receiver that is not known: mofsmith's tables know it of the methods
// that they have. The names are those of Ruby 3.1's String, Array, Hash, Enumerable, Range, numbers and Object.

/** Methods of Ruby that change their receiver; so may any that Ruby does not have. */
export const changingMethods: ReadonlySet<string> = new Set(
  (
    "<< []= append clear compare_by_identity concat default= default_proc= delete delete_at delete_if fill " +
    "force_encoding insert keep_if pop prepend push rehash replace setbyte shift store unshift update " +
    "capitalize! chomp! chop! collect! compact! delete! delete_prefix! delete_suffix! downcase! encode! filter! " +
    "flatten! gsub! lstrip! map! merge! next! reject! reverse! rotate! rstrip! scrub! select! shuffle! slice! sort! " +
    "sort_by! squeeze! strip! sub! succ! swapcase! tr! tr_s! transform_keys! transform_values! unicode_normalize! " +
    "uniq! upcase!"
  ).split(" "),
);

/** Methods of Ruby that change nothing, and may give their receiver itself, what is in it, or an argument. */
export const passingMethods: ReadonlySet<string> = new Set(
  (
    "& +@ -@ [] assoc at begin bsearch chain clamp coerce combination cycle default default_proc detect dig downto " +
    "each each_byte each_char each_codepoint each_cons each_entry each_grapheme_cluster each_index each_key each_line " +
    "each_pair each_slice each_value each_with_index each_with_object end enum_for fetch find first freeze inject " +
    "itself key last lazy max max_by min min_by next peek permutation product rassoc reduce repeated_combination " +
    "repeated_permutation reverse_each rewind sample slice step sum tap then times to_a to_ary to_enum to_h to_hash " +
    "to_proc to_s to_str upto with_index with_object yield_self |"
  ).split(" "),
);

/** Methods of Ruby that change nothing and make something new, in which what they were given may be. */
export const makingMethods: ReadonlySet<string> = new Set(
  (
    "! != !~ % * ** + - / < <= <=> == === =~ > >= >> ^ ~ __id__ abs all? allbits? angle any? anybits? arg ascii_only? " +
    "b between? bit_length bsearch_index bytes bytesize byteslice capitalize casecmp casecmp? ceil center chars chomp " +
    "chop chr chunk chunk_while class clone codepoints collect collect_concat compact compare_by_identity? count " +
    "cover? crypt deconstruct deconstruct_keys delete_prefix delete_suffix denominator difference digits div divmod " +
    "downcase drop drop_while dump dup empty? encode encoding end_with? entries eql? equal? even? except exclude_end? " +
    "fdiv fetch_values filter filter_map find_all find_index finite? flat_map flatten floor frozen? gcd gcdlcm getbyte " +
    "grapheme_clusters grep grep_v group_by gsub has_key? has_value? hash hex id2name include? index infinite? inspect " +
    "instance_of? integer? intern intersect? intersection invert is_a? join key? keys kind_of? lcm length lines ljust " +
    "lstrip magnitude map match match? member? merge minmax minmax_by modulo name nan? negative? next_float nil? " +
    "nobits? none? numerator object_id oct odd? one? ord pack partition positive? pow pred prev_float quo rationalize " +
    "reject remainder respond_to? reverse rindex rjust rotate round rpartition rstrip scan scrub select shuffle size " +
    "slice_after slice_before slice_when sort sort_by split squeeze start_with? strip sub succ swapcase take " +
    "take_while tally to_c to_f to_i to_int to_r to_sym tr tr_s transform_keys transform_values transpose truncate " +
    "undump unicode_normalize unicode_normalized? union uniq unpack unpack1 upcase valid_encoding? value? values " +
    "values_at zero? zip"
  ).split(" "),
);
