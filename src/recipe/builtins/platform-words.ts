/** A question of what a node runs on: yes when the attribute is one of the values. */
export interface PlatformQuestion {
  readonly attribute: "os" | "platform" | "platform_family";
  readonly values: readonly string[];
}

type Words = readonly (readonly [values: string, ...words: string[]])[];

const systems: Words = [
  ["linux", "linux?"],
  ["darwin", "darwin?"],
];

const families: Words = [
  ["aix", "aix?"],
  ["amazon", "amazon?", "amazon_linux?"],
  ["arch", "arch?", "arch_linux?"],
  ["debian", "debian?"],
  ["dragonflybsd", "dragonflybsd?"],
  ["fedora", "fedora?"],
  ["fedora rhel", "redhat_based?"],
  ["fedora rhel amazon", "fedora_derived?"],
  ["fedora rhel amazon suse", "rpm_based?"],
  ["freebsd", "freebsd?"],
  ["gentoo", "gentoo?"],
  ["mac_os_x", "macos?", "osx?", "mac?", "mac_os_x?"],
  ["netbsd", "netbsd?"],
  ["openbsd", "openbsd?"],
  ["rhel", "rhel?", "el?"],
  ["smartos", "smartos?"],
  ["solaris2", "solaris2?", "solaris?"],
  ["suse", "suse?"],
  ["windows", "windows?"],
];

const platforms: Words = [
  ["aix", "aix_platform?"],
  ["amazon", "amazon_platform?"],
  ["arch", "arch_platform?"],
  ["centos", "centos_platform?", "centos?"],
  ["clearos", "clearos_platform?", "clearos?"],
  ["debian", "debian_platform?"],
  ["dragonfly", "dragonfly_platform?"],
  ["fedora", "fedora_platform?"],
  ["freebsd", "freebsd_platform?"],
  ["gentoo", "gentoo_platform?"],
  ["linuxmint", "linuxmint_platform?", "mint?", "linux_mint?", "linuxmint?"],
  ["mac_os_x", "macos_platform?", "mac_os_x_platform?"],
  ["netbsd", "netbsd_platform?"],
  ["netbsd freebsd openbsd dragonflybsd", "bsd_based?"],
  ["omnios", "omnios_platform?", "omnios?"],
  ["openbsd", "openbsd_platform?"],
  ["openindiana", "openindiana_platform?", "openindiana?"],
  ["opensuse opensuseleap", "opensuse_platform?", "opensuse?", "opensuseleap_platform?", "leap_platform?"],
  ["oracle", "oracle_platform?", "oracle_linux?", "oracle?"],
  ["raspbian", "raspbian_platform?", "raspbian?"],
  ["redhat", "redhat_platform?", "redhat_enterprise?", "redhat_enterprise_linux?", "redhat?"],
  ["scientific", "scientific_platform?", "scientific_linux?", "scientific?"],
  ["slackware", "slackware_platform?"],
  ["smartos", "smartos_platform?"],
  ["solaris2", "solaris2_platform?"],
  ["solaris2 smartos omnios openindiana", "solaris_based?"],
  ["suse", "suse_platform?"],
  ["ubuntu", "ubuntu_platform?", "ubuntu?"],
  ["windows", "windows_platform?"],
];

function questions(
  attribute: PlatformQuestion["attribute"],
  table: Words,
): readonly (readonly [string, PlatformQuestion])[] {
  return table.flatMap(([values, ...words]) => {
    const question = { attribute, values: values.split(" ") };
    return words.map((word) => [word, question] as const);
  });
}

/** Words of recipes and methods of the node, such as `windows?` (chef-utils, dsl/os.rb, platform.rb, platform_family.rb). */
export const platformWords: ReadonlyMap<string, PlatformQuestion> = new Map([
  ...questions("os", systems),
  ...questions("platform", platforms),
  ...questions("platform_family", families),
]);
