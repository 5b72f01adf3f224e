/**
 * What Chef's node answers to, but for names that end in `?`, `!` or `=`, which no attribute has. Its own methods
 * (lib/chef/node.rb) and those of what it includes (Chef::DSL::Universal with ChefUtils, Chef::DSL::IncludeAttribute,
 * Chef::Mixin::ParamsValidate); anything else goes to its attributes (Chef::Node#method_missing), which are a Hash with
 * methods of their own (lib/chef/node/attribute.rb). `set` and `set_unless`, gone since Chef 14, never were attributes.
 */
export const nodeMethodNames: ReadonlySet<string> = new Set(
  // Of the node.
  (
    "apply_expansion_attributes attribute attributes automatic_attrs chef_environment chef_server_rest " +
    "construct_attributes consume_attributes consume_chef_environment consume_external_attrs consume_ohai_data " +
    "consume_run_list create data_for_save default default_attrs default_unless destroy display_hash each " +
    "each_attribute each_key each_value environment fix_automatic_attributes for_json keys loaded_recipe logger name " +
    "node normal normal_attrs normal_unless override override_attrs override_runlist override_unless policy_group " +
    "policy_name primary_runlist read recipe_list reset_defaults_and_overrides rm rm_default rm_normal rm_override " +
    "run_context run_list run_state save select_run_list set set_cookbook_attribute set_unless tag tags to_hash " +
    "to_json to_s unlink untag write " +
    // Of what it includes.
    "chef_vault chef_vault_item chef_vault_item_for_environment class_from_file data_bag data_bag_item default_paths " +
    "default_secret_config default_secret_service disable_wow64_file_redirection file_open file_read from_file " +
    "include_attribute lazy node_windows_architecture parse_attribute_file_spec parse_file parse_json parse_toml " +
    "parse_yaml platform_version powershell_exec powershell_out powershell_version ps_credential " +
    "registry_get_subkeys registry_get_values render_json render_toml render_yaml restore_wow64_file_redirection " +
    "sanitized_path search secret set_or_return shell_out source_file validate value_for_platform value_for_platform_family where " +
    "which windows_nt_version with_os_architecture with_secret_config with_secret_service wow64_directory " +
    // Of its attributes.
    "automatic combined_default combined_override debug_value deep_merge_cache env_default env_override " +
    "force_default force_override internal_get internal_set merged_attributes regular_reader regular_update " +
    "normalize_param regular_writer reset reset_cache role_default role_override stringify_keys symbolize_keys " +
    // Of Ruby's Hash, Enumerable and Object, with what json, set and psych add.
    "assoc chain chunk chunk_while class clear clone collect collect_concat compact compare_by_identity count cycle " +
    "deconstruct_keys default_proc define_singleton_method delete delete_if detect dig display drop drop_while dup " +
    "each_cons each_entry each_pair each_slice each_with_index each_with_object entries enum_for except extend fetch " +
    "fetch_values filter filter_map find find_all find_index first flat_map flatten freeze grep grep_v group_by hash " +
    "inject inspect instance_eval instance_exec instance_variable_get instance_variable_set instance_variables " +
    "invert itself keep_if key length map max max_by merge method methods min min_by minmax minmax_by object_id " +
    "partition pretty_inspect public_method public_methods public_send rassoc reduce rehash reject " +
    "remove_instance_variable replace reverse_each select send shift singleton_class singleton_method " +
    "singleton_methods size slice slice_after slice_before slice_when sort sort_by store sum take take_while tally " +
    "tap then to_a to_enum to_h to_proc to_set to_yaml transform_keys transform_values uniq update values values_at " +
    "yield_self zip"
  ).split(" "),
);
