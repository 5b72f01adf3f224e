/**
 * What Chef's node answers to itself, so that it is no attribute read as if it were a method: Chef::Node with the
 * modules in it, and what it hands on to Chef::Node::Attribute (#method_missing), of which Ruby's Enumerable and Object
 * are a part. Only plain names: no attribute is called `platform?` or `rm!`.
 */
export const nodeWords: ReadonlySet<string> = new Set(
  [
    // lib/chef/node.rb
    "attribute attributes automatic_attrs chef_environment chef_server_rest consume_attributes",
    "consume_chef_environment consume_external_attrs consume_ohai_data consume_run_list construct_attributes create",
    "data_for_save default default_attrs destroy display_hash each each_attribute environment expand",
    "fix_automatic_attributes for_json loaded_recipe logger name node node_uuid normal normal_attrs override",
    "override_attrs override_runlist policy_group policy_name primary_runlist recipe_list",
    "reset_defaults_and_overrides run_context run_list run_state save select_run_list set_cookbook_attribute tag tags",
    "to_hash to_json to_s untag",
    // lib/chef/node/attribute.rb
    "automatic combined_default combined_override debug_value default_unless dig env_default env_override",
    "force_default force_override merged_attributes normal_unless override_unless read rm rm_default rm_normal",
    "rm_override role_default role_override set_unless unlink write deep_merge_cache reset_cache",
    // lib/chef/node/mixin/immutablize_hash.rb, also what it refuses
    "assoc chain chunk chunk_while collect collect_concat compact compare_by_identity count cycle",
    "deconstruct_keys default_proc detect drop drop_while each_cons each_entry each_key each_pair each_slice",
    "each_value each_with_index each_with_object entries except fetch fetch_values filter filter_map find find_all",
    "find_index first flat_map flatten grep grep_v group_by index inject invert key keys lazy length map max max_by",
    "merge min min_by minmax minmax_by normalize_param partition rassoc reduce reject reverse_each select size",
    "slice slice_after slice_before slice_when sort sort_by sum symbolize_keys stringify_keys take take_while tally",
    "to_a to_h to_plist to_proc to_set to_xml_attributes to_yaml transform_keys transform_values uniq values",
    "values_at zip clear delete delete_if keep_if rehash replace shift store update",
    // lib/chef/dsl/include_attribute.rb, lib/chef/dsl/universal.rb and chef-utils
    "chef_vault chef_vault_item chef_vault_item_for_environment data_bag data_bag_item default_paths default_secret_config default_secret_service include_attribute platform_version",
    "ps_credential parse_file parse_json parse_toml parse_yaml powershell_version render_json render_toml render_yaml registry_get_subkeys registry_get_values sanitized_path search secret shell_out powershell_exec powershell_out",
    "value_for_platform value_for_platform_family where which windows_nt_version",
    // Ruby's Object
    "class clone define_singleton_method display dup enum_for extend freeze hash inspect instance_eval",
    "instance_exec instance_variable_get instance_variable_set instance_variables itself method methods object_id",
    "public_method public_methods public_send remove_instance_variable send singleton_class singleton_method",
    "singleton_methods tap then to_enum yield_self",
  ].flatMap((line) => line.split(" ")),
);
