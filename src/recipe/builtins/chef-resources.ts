/** Resources that Chef brings along; only the DSC ones become part of a document. */
export const chefResources: ReadonlySet<string> = new Set(
  (
    "alternatives apt_package apt_preference apt_repository apt_update archive_file bash batch bff_package " +
    "breakpoint build_essential cab_package chef_acl chef_client chef_client_config chef_client_cron " +
    "chef_client_scheduled_task chef_client_trusted_certificate chef_gem chef_handler chef_node chef_role " +
    "chef_sleep chef_vault_secret chocolatey_config chocolatey_feature chocolatey_installer " +
    "chocolatey_package chocolatey_source cookbook_file cron cron_access cron_d csh directory dmg_package " +
    "dnf_package dpkg_package execute file freebsd_package gem_package git group habitat_install " +
    "habitat_package habitat_service homebrew_cask homebrew_package homebrew_tap hostname http_request " +
    "ifconfig inspec_input inspec_waiver_file_entry ips_package kernel_module ksh launchd link locale log " +
    "macos_userdefaults macosx_service mdadm mount notify_group ohai ohai_hint openbsd_package " +
    "openssl_dhparam openssl_rsa_private_key openssl_x509_certificate openssl_x509_request osx_profile " +
    "package pacman_package paludis_package perl plist portage_package powershell_package " +
    "powershell_package_source powershell_script python reboot registry_key remote_directory remote_file " +
    "rhsm_register route rpm_package ruby ruby_block script service smartos_package snap_package " +
    "solaris_package ssh_known_hosts_entry subversion sudo swap_file sysctl systemd_unit template " +
    "timezone user user_ulimit windows_ad_join windows_audit_policy windows_auto_run windows_certificate " +
    "windows_defender windows_defender_exclusion windows_dfs_folder windows_dfs_namespace " +
    "windows_dfs_server windows_dns_record windows_dns_zone windows_env windows_feature " +
    "windows_feature_dism windows_feature_powershell windows_firewall_profile windows_firewall_rule " +
    "windows_font windows_package windows_pagefile windows_path windows_printer windows_printer_port " +
    "windows_security_policy windows_service windows_share windows_shortcut windows_task windows_uac " +
    "windows_update_settings windows_user_privilege windows_workgroup yum_package yum_repository " +
    "zypper_package zypper_repository"
  ).split(" "),
);
