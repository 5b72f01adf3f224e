import type { Type } from "./writer.js";

// Calls of built-in methods, and other expressions, by the type of what they give; two spaces stand between them. What
// stands in braces is drawn: {string} is an expression of that type, {n} a small integer, {word} a text, {if} a
// condition. Parameters of blocks have names of one letter, which nothing else in a program has.

const table = (text: string): readonly string[] => text.trim().split(/\s{2,}/);

const strings = table(String.raw`
  {string}.center({n} + 4, '*')   {string}.ljust(6, '.')   {string}.rjust({n})   ({string} * {n})
  {string}[0, {n}].to_s   {string}[{n}..].to_s   {string}[-2..].to_s   {string}.slice({n}).to_s
  {string}.swapcase   {string}.chop   {string}.chomp('b')   {string}.rstrip   {string}.squeeze
  {string}.delete('a')   {string}.tr('a-c', 'xy')   {string}.delete_prefix({word})
  {string}.delete_suffix('b')   {string}.gsub('b', {word})   {string}.gsub('a', 'a' => '1')
  {string}.partition('b').last   {string}.rpartition('.').first   {string}.chars.last.to_s
  {string}.dup.prepend({word})   {string}.dup.insert(0, {word})   {string}.dup.concat('c', {word})
  {string}.dup.tap { |t| t.upcase! }   {string}.dup.tap { |t| t.sub!('a', '-') }   'az'.succ
  {string}.dup.replace({word})   {string}.dup.tap { |t| t[0, 1] = 'Q' }   {string}.clone.strip
  {string}.lines.map(&:chomp).join('/')   {string}.each_char.to_a.join('-')   {string}.to_sym.to_s
  {string}.then { |t| t + {word} }   {string}.bytes.first(2).inspect   {string}.itself.to_s
  {string}.tr_s('b', 'c')   {string}.each_line.first.to_s   {string}.codepoints.sum.to_s
  format('%05d|%-4s|%x', {integer}, {word}, 255)   ('%s-%s' % [{string}, {integer}])
  format('%<a>03d %{b}', a: {integer}, b: {word})   ('%.2f' % ({integer} / 4.0))   ({integer} / 8.0).to_s
  String({integer})   {integer}.to_s(2)   {integer}.abs.digits.join   {names}.inspect
  {ports}.to_s   {names}.max.to_s   {names}.min_by { |e| [e.length, e] }.to_s   {names}.sum('')
  {names}.inject { |a, e| a + e }.to_s   {names}.reduce('', :+)   {names}.first.to_s
  {names}.find { |e| e > 'b' }.to_s   {names}.each_with_index.map { |e, i| "#{i}#{e}" }.join
  {names}.fetch({n}, {word})   {names}.fetch(9) { |i| "no #{i}" }   {names}.dig(0).to_s
  {hash}.keys.first.to_s   {hash}.fetch('port', 'none').to_s   {hash}.sum('') { |k, v| k.to_s }
  {hash}.fetch(:name) { |k| "no #{k}" }.to_s   {hash}.dig('opts', 'level').to_s   {hash}.key(1).to_s
  {hash}.max_by { |k, v| k.to_s }.inspect   {hash}.to_a.flatten.join(' ')   {hash}.inspect
  {symbol}.to_s.capitalize   {symbol}.length.to_s   File.join('C:/a', {word})
  File.basename('a/b.txt', '.txt')   File.extname('x/y.ps1')   File.dirname('C:/a/b')   {any}.to_s
  {any}.inspect   {any}.class.to_s   {string}&.upcase   {string}.nil?.to_s   nil.to_a.inspect
  (1..{n}).to_s   ({n}...9).inspect   %q(a {b} c)   %(x #{{integer}})   ('a' "#{{word}}" 'b')
  "\u0041\t\x42\e\101"   ?a   ({string}; {string})   begin; {string}; end   [{string}, {string}].max
  Array({names}).last.to_s   (if {if} then {string} elsif {if} then {word} else 'no' end)
  ({string} unless {if}).to_s
  case {integer} when 0..9 then {word} when ..50, 80 then 'mid' else {string} end
  case when {if} then {string} else {word} end   case {string} when *{names} then 'in' else 'out' end
  ({boolean} and {string}).to_s   ({string} || {word})   (not (!{boolean})).to_s
  {string}.dup.tap { |t| t.capitalize! }   {string}.dup.tap { |t| t.chomp!('b') }   {string}.dup.tap(&:chop!)
  {string}.dup.tap { |t| t.delete!('a') }   {string}.dup.tap { |t| t.delete_prefix!('w') }   {string}.dup.tap(&:downcase!)
  {string}.dup.tap { |t| t.gsub!('b', '!') }   {string}.dup.tap(&:lstrip!)   {string}.dup.tap(&:rstrip!)   'a9'.next
  {string}.dup.tap(&:squeeze!)   {string}.dup.tap(&:strip!)   {string}.dup.tap(&:swapcase!)   {string}.each_byte.first.inspect
  {string}.dup.tap { |t| t.tr!('a-c', 'z') }   {symbol}.id2name   {string}.to_str.intern.inspect   {string}.dup.freeze
  sprintf('%-6s|%+d', {word}, {integer})   ({integer} / 3.0).truncate(2).to_s   ({integer} / 7.0).nan?.to_s   'Zz9'.dup.next!
  {string}.sub(/[ab]/, {word})   {string}.gsub(/(\w)\W/, '<\1>')   {string}.gsub(/[a-c]/) { |m| m.upcase }   {string}[/\w+/].to_s
  {string}[/(.)(\d)/, 2].to_s   {string}.slice(/^.{n}/).to_s   {string}.partition(/\W/).first   {string}.gsub(/b|w/, 'b' => '1')
  {string}.match(/(?<first>\w)/).to_a.inspect   {string}.delete_suffix('b').sub(/\Aw/i, '#{{n}}')   {string}.scan(/../).join('-')
`);

const integers = table(String.raw`
  {integer}.abs   {integer}.succ   {integer}.pred   ({integer} % 7)   ({integer} / 3)   (-{integer})
  (({integer}.abs % 9)**2)   {integer}.divmod(7).last   {integer}.gcd(12)   {integer}.lcm(4).clamp(1, 999)
  {integer}.pow(2, 7)   {integer}.clamp(1, 20)   {integer}.round(-1)   {integer}.fdiv(4).floor
  ({integer} / 2.5).round   ({integer} * 0.5).ceil   {integer}.bit_length   ({integer} & 6)   (~{integer})
  ({integer} | 8)   ({integer} ^ 5)   (({integer} % 9) << {n})   ({integer} >> 1)   {integer}[1]
  {integer}.abs.digits.sum   Integer('0x1f', 16)   Integer({integer})   Float('2.5').to_i   {integer}.remainder(5)
  {string}.size   {string}.hex   {string}.oct   {string}.count('a-c')   'b'.ord   ({string}.index('b') || -1)
  ({string}.rindex('b') || -1)   ({string} <=> {word})   {string}.bytesize   {string}.casecmp({word})
  {string}.to_i(16)   {string}.to_f.to_i   {ports}.sum   {ports}.inject(0) { |a, e| a + e }
  {ports}.reduce(1, :+)   {ports}.count(&:even?)   {ports}.each_with_index.sum { |e, i| e * i }
  ({ports}.find_index(80) || 9)   {ports}.minmax.compact.sum   ({ports}.max_by { |e| e % 100 }.to_i)
  {ports}.sum { |e| e / 2 }   {ports}.at({n}).to_i   {ports}.max(2).sum   {ports}.each_slice(2).count
  {ports}.each_cons(2).to_a.length   {names}.index('b').to_i   {names}.count('a')   {hash}.size
  {hash}.count { |k, v| v.nil? }   {hash}.keys.sum { |k| k.to_s.length }   {hash}.to_a.length
  {hash}.find_index { |k, v| k == 'port' }.to_i   {hash}.fetch('port', 3).to_s.to_i   {hash}.values.length
  (1..{integer}.clamp(0, 9)).sum   (1..9).step(3).to_a.last   {n}.times.sum   1.upto({n}).inject(0, :+)
  (1...{n}).count   ('a'..'e').count   5.downto({n}).to_a.length   (1..9).each_slice(4).map(&:sum).max
  (if {if} then {integer} else 1 end)   [{integer}, {integer}].min   ({integer} <=> {integer})   {n}.-@.abs
  {string}.length.then { |z| z + 1 }   {names}&.length   [{integer}, 5].minmax.first   {integer}.floor(-1)
  {integer}.modulo(6)   {integer}.div(4)   {integer}.magnitude   {integer}.to_int   {integer}.gcdlcm(6).sum   {integer}.coerce(2).sum
  {names}.detect { |e| e > 'a' }.to_s.length   ({integer} / 4.0).truncate   (1..{n}).end   ({n}..9).begin
  ("#{{string}}" =~ /b/).to_i   {string}.index(/\d/).to_i   {string}.scan(/\w/).length   {names}.count { |e| e.to_s =~ /^[ab]/ }
`);

const conditions = table(String.raw`
  {names}.any? { |e| e == {word} }   {names}.all? { |e| e.length > 1 }   {names}.none?   {names}.one?
  {names}.any?('b')   {ports}.all?(Integer)   {ports}.none? { |e| e > 100 }   {names}.empty?
  {ports}.include?({integer})   {integer}.between?(1, 50)   {integer}.zero?   {integer}.positive?
  {integer}.even?   {integer}.odd?   {integer}.negative?   {integer}.nonzero?.nil?   {integer}.integer?
  {string}.eql?({word})   {string}.equal?(nil)   {string}.is_a?(Comparable)   {string}.instance_of?(String)
  {string}.frozen?   {string}.casecmp?({word})   {string}.end_with?('b', 'c')   {string}.ascii_only?
  {string}.between?('a', 'n')   (String === {any})   ((1..50) === {integer})   (1..80).cover?({integer})
  ('a'..'m').include?({word})   (:a === {symbol})   {symbol}.empty?   {names}.intersect?(%w(a b))
  {names}.member?('d')   ({names} == {names})   {names}.eql?({names})   {hash}.any? { |k, v| v == 1 }
  {hash}.all? { |k, v| k.is_a?(String) }   {hash}.value?(1)   {hash}.has_key?('a')   {hash}.empty?
  {hash}.none? { |k, v| v.nil? }   ({hash} == {hash})   {hash}.include?(:port)   {hash}.member?('x')
  {string}&.empty?   {any}.is_a?(Hash)   (not ({if}))   ({if} and {if})   ({if} or {boolean})
  ({if} ^ true)   {any}.instance_of?(Array)   (!!{any})   ({boolean} & true)   ({integer} <= 9)
  {integer}.allbits?(1)   {integer}.anybits?(6)   {integer}.nobits?(2)   {integer}.finite?   ({integer} / 2.0).infinite?.nil?
  {hash}.has_value?(1)   {string}.kind_of?(String)   {string}.valid_encoding?   (1...{n}).exclude_end?   ({n} != {integer})
  {string}.match?(/[0-9]+/)   ("#{{string}}" =~ /w.b/i).nil?   (/^(?:web|db)$/ === {string})   ("#{{string}}" !~ /\s/)   {string}.start_with?(/[a-c]/)
  {names}.any?(/b/)   {names}.grep(/^a/).empty?
`);

const symbols = table(String.raw`
  {symbol}.to_sym   {symbol}.upcase   {symbol}.succ   "{n}x".to_sym   :"s #{{n}}"   %i(a b)[{n}].to_s.to_sym
`);

const nameLists = table(String.raw`
  {names}.map(&:upcase)   {names}.map { _1 + 'x' }   {names}.collect { |e| e * 2 }   [*{names}, {word}]
  {names}.flat_map { |e| [e, e] }.first(5)   {names}.each_with_object([]) { |e, all| all << e }
  {names}.each_with_index.map { |e, i| "#{e}#{i}" }   {names}.each_slice(2).map(&:first)   [{word}, *{names}]
  {names}.each_cons(2).map(&:join)   {names}.zip(%w(1 2)).flatten.compact
  {names}.zip(%w(z)).map { |a, b| "#{a}#{b}" }   {names}.partition { |e| e < 'b' }.first
  {names}.group_by(&:length).values.flatten   {names}.sort_by { |e| [e.length, e] }
  {names}.sort { |a, b| b <=> a }   {names}.min(2)   {names}.max(2)   {names}.take({n})   {names}.drop({n})
  {names}.last(2)   {names}.take_while { |e| e < 'c' }   {names}.drop_while { |e| e < 'b' }
  {names}.rotate({n})   {names}.dup.insert(0, {word})   {names}.dup.push({word}, 'p')
  {names}.dup.unshift({word})   {names}.dup.concat(%w(c))   {names}.dup.append('z')
  {names}.dup.delete_if { |e| e == 'a' }   {names}.dup.tap { |l| l.reject! { |e| e > 'c' } }
  {names}.dup.keep_if { |e| e < 'x' }   {names}.dup.tap { |l| l.map!(&:upcase) }
  {names}.dup.tap { |l| l.uniq! }   {names}.dup.tap { |l| l.delete('a') }   {names}.dup.tap { |l| l.pop }
  {names}.dup.tap { |l| l.shift }   {names}.dup.tap { |l| l.sort! }   {names}.dup.fill('f', 1)
  {names}.dup.tap { |l| l.delete_at({n}) }   {names}.dup.tap { |l| l.slice!(0, 2) }
  {names}.dup.tap { |l| l.reverse! }   {names}.dup.tap { |l| l.compact! }   {names}.dup.tap { |l| l.flatten! }
  {names}.dup.tap { |l| l.rotate! }   {names}.dup.clear
  {names}.dup.tap { |l| l.select! { |e| e.length < 4 } }
  {names}.dup.tap { |l| l.sort_by!(&:reverse) }.length.to_s.chars   {names}.dup.tap { |l| l[0] = {word} }
  {names}.dup.tap { |l| l[1..] = %w(y) }   {names}.dup.replace(%w(r))   {names}.values_at(0, -1).compact
  {names}.cycle.first(3)   {names}.first(2).product(%w(1 2)).map(&:join)   {names}.to_a
  {names}.first(4).combination(2).map(&:join)   {names}.first(3).permutation(2).map(&:join)
  ({names}.first(2) * 2)   {names}.tally.keys   {names}.to_h { |e| [e, 1] }.keys
  {names}.filter_map { |e| e.upcase if e < 'b' }   {names}.entries   {names}.inject([]) { |all, e| [e] + all }
  {names}.uniq { |e| e.length }   {names}.find_all { |e| e != 'a' }   {names}.grep('b')   {names}.grep_v('b')
  {names}.grep('a'..'b')   {names}.grep(String) { |e| e + '!' }   {names}.reverse_each.to_a
  {names}.difference(%w(a))   {names}.union(%w(u))   {names}.intersection(%w(a b))
  {names}.each_index.map(&:to_s)   {names}.filter { |e| e.include?('a') }   {names}.each_entry.to_a
  {names}.minmax.compact   {names}[{n}, 2].to_a   {names}[1..].to_a   {names}.slice(0, {n})
  {names}.sum([]) { |e| [e] }   {names}.map.with_index { |e, i| e * i }
  {names}.map.with_index(1) { |e, i| "#{i}:#{e}" }   {names}.each.with_object([]).map { |e, o| e }
  {names}.transpose.first.to_a   [{names}, {names}].transpose.map(&:join)
  {names}.each_with_index.to_a.flatten.map(&:to_s)   {names}.then { |l| l + l }.first(4)   %W(#{{n}} b)
  [*'a'..'c']   ('a'..'d').to_a   ('a'..'e').step(2).to_a   ('x'..).first(2)   %i(a b).map(&:to_s)
  Array(nil)   {string}.chars   {string}.lines   {string}.each_char.to_a   {string}.partition('b')
  {string}.split('b', 2)   {string}.split   {hash}.keys.map(&:to_s)   {hash}.map { |k, v| "#{k}" }
  {hash}.each_with_object([]) { |(k, v), all| all << k.to_s }   {hash}.map { |pair| pair.first.to_s }
  {hash}.flat_map { |k, v| [k.to_s] }   {hash}.filter_map { |k, v| k.to_s if v }
  {hash}.sort_by { |k, v| k.to_s }.map { |k, v| k.to_s }
  {hash}.each_with_index.map { |(k, v), i| "#{i}#{k}" }
  {hash}.partition { |k, v| v == 1 }.first.map { |k, _| k.to_s }   {hash}.each_pair.map { |k, v| k.to_s }
  {hash}.values.map(&:to_s)   {hash}.values_at('port', :name).map(&:to_s)   {hash}.each_key.map(&:to_s)
  {hash}.zip([1]).map { |(k, v), i| "#{k}#{i}" }   {hash}.to_a.map { |k, *| k.to_s }
  {hash}.inject([]) { |all, (k, v)| all + [k.to_s] }   {hash}.map { _1.to_s }
  {hash}.map { "#{_1}#{_2.nil?}" }   {ports}.map(&:to_s)   {ports}.map { |e| '%03d' % e }
  {n}.times.map { |i| "t#{i}" }   1.step(9, 4).map(&:to_s)   1.upto({n}).map { |i| i.to_s }
  {ports}.each_with_object([]) { |e, all| next if e > 99; all.push(e.to_s) }
  ({names} <=> {names}).to_s.chars
  {names}.dup.tap { |l| l.collect!(&:to_s) }   {names}.collect_concat { |e| [e] }   {names}.dup.tap { |l| l.filter! { |e| e > 'a' } }
  {names}.first(2).repeated_combination(2).map(&:join)   {names}.first(2).repeated_permutation(2).map(&:join)   {names}.to_ary
  [['a', {n}], ['b', 1]].assoc('b').map(&:to_s)   {hash}.rassoc(1).to_a.map(&:to_s)   {hash}.each_value.map(&:to_s)
  {hash}.fetch_values('port') { |k| k }.map(&:to_s)   {names}.yield_self { |l| l.first(2) }   {hash}.assoc('port').to_a.map(&:to_s)
  {string}.scan(/[a-z]/)   {string}.split(/[ ,.]/)   {string}.scan(/(.)(.)/).map(&:join)   {names}.grep(/a|b/)   {names}.grep_v(/\d/)
  {names}.grep(/(\w)/) { |e| e + $1 }   {names}.map { |e| e[/\w/].to_s }   {string}.rpartition(/\w/)
`);

const portLists = table(String.raw`
  {ports}.map { |e| e + 1 }   {ports}.map(&:succ)   {ports}.sort { |a, b| b <=> a }   {ports}.max(2)
  {ports}.min(2)   {ports}.sort.reverse   {ports}.select(&:even?)   {ports}.reject(&:odd?)
  {ports}.minmax.compact   {ports}.each_slice(2).map(&:sum)   {ports}.each_cons(2).map { |a, b| b - a }
  {ports}.inject([]) { |all, e| all + [e * 2] }   {ports}.zip({ports}).flatten.compact.first(4)
  {ports}.partition { |e| e > 50 }.last   {ports}.take(2)   {ports}.each_with_index.map { |e, i| e * i }
  {ports}.filter_map { |e| e / 2 if e.even? }   {ports}.group_by { |e| e % 3 }.keys   {ports}.tally.values
  {ports}.sort_by { |e| -e }   {ports}.uniq { |e| e % 10 }   {ports}.rotate   {ports}.dup.push({integer})
  {ports}.dup.unshift(1)   {ports}.flat_map { |e| [e] }   (1..{n}).to_a   [*1..{n}]   (1..9).step(3).to_a
  1.step(9, 4).to_a   {n}.times.to_a   5.downto({n}).to_a   (1...5).each_slice(2).map(&:last)
  (1..).first({n})   (1..5).each_with_object([]) { |e, all| all.unshift(e) }   (1..5).reject { |e| e == {n} }
  {integer}.abs.digits   {integer}.divmod(7)   {string}.bytes.first(3)   {names}.map(&:length)
  {names}.map(&:size).uniq   {names}.each_index.to_a   {hash}.map { |k, v| k.to_s.length }
  {hash}.values.grep(Integer)   {string}.codepoints.first(2)   [{integer}, *{ports}]
  {ports}.sum.digits.first(2)   {ports}.dup.tap { |l| l.sort!.reverse! }
  {ports}.dup.tap { |l| l.map! { |e| e % 5 } }   {ports}.dup.concat([{n}], [2])
  {ports}.dup.tap { |l| l[{n}] = 4 }.compact   {ports}.each_entry.map { |e| e }
  {ports}.sum { |e| e.fdiv(2) }.floor.digits   {ports}.each_with_index.select { |e, i| i < 2 }.map(&:first)
  {ports}.values_at(0, 1).compact   {ports}.minmax_by { |e| -e }.compact   {ports}.first({n})   ({ports} * 2)
`);

const hashes = table(String.raw`
  {hash}.merge('m' => {n})   {hash}.merge({hash})   {hash}.merge('port' => 9) { |k, a, b| "#{k}#{a}#{b}" }
  {hash}.reject { |k, v| v == 1 }   {hash}.compact   {hash}.select { |k, v| k != 'opts' }
  {hash}.filter { |k, v| v }   {hash}.transform_values(&:to_s)   {hash}.transform_keys(&:to_s)
  {hash}.transform_keys { |k| "#{k}!" }   {hash}.transform_values { |v| v.nil?.to_s }   {hash}.to_a.to_h
  {hash}.sort_by { |k, v| k.to_s }.to_h   {hash}.each_with_object({}) { |(k, v), all| all[k] = v }
  {hash}.reduce({}) { |all, (k, v)| all.merge(k => v) }   {hash}.slice('port', :opts)   {hash}.except('port')
  { **{hash}, 'z' => {n} }   { 'y' => 1, **{hash} }   {hash}.dup.tap { |h| h.delete('port') }
  {hash}.dup.tap { |h| h.store('s', {word}) }   {hash}.dup.update('u' => 1)
  {hash}.to_h { |k, v| [k.to_s, v] }   Hash[{hash}.to_a]   {hash}.dup.delete_if { |k, v| k == 'port' }
  {hash}.dup.keep_if { |k, v| v != 1 }   {hash}.dup.tap { |h| h.select! { |k, v| v } }
  {hash}.dup.tap { |h| h.reject! { |k, v| v.nil? } }   {hash}.dup.tap { |h| h['n'] ||= {n} }
  {hash}.dup.tap { |h| h['port'] &&= 5 }   {hash}.dup.tap { |h| h.transform_values!(&:to_s) }
  {hash}.dup.tap { |h| h.compact! }   {hash}.dup.clear
  {hash}.partition { |k, v| v.is_a?(Integer) }.first.to_h
  {hash}.min_by { |k, v| k.to_s }.to_a.each_slice(2).to_h   {hash}.find { |k, v| v }.to_a.each_slice(2).to_h
  {hash}.first(1).to_h   {hash}.filter_map { |k, v| [k, v] if v }.to_h
  {hash}.group_by { |k, v| v.nil?.to_s }.transform_values(&:length)   {hash}.invert.invert
  {hash}.max_by { |k, v| k.to_s }.to_a.each_slice(2).to_h   {hash}.dup.tap { |h| h.shift }
  {names}.to_h { |e| [e, e.length] }   {names}.zip({ports}).to_h   {names}.each_with_index.to_h
  {names}.group_by(&:length)   {names}.tally   {names}.each_with_object({}) { |e, all| all[e] = true }
  {names}.each_with_object(Hash.new(0)) { |e, all| all[e] += 1 }
  {names}.each_with_object(Hash.new { |h, k| h[k] = [] }) { |e, all| all[e.length] << e }
  {ports}.group_by { |e| e.even? ? 'even' : 'odd' }   {ports}.each_with_index.map { |e, i| ["k#{i}", e] }.to_h
  {names}.inject({}) { |all, e| all.merge(e => {n}) }   { 'a' => {n}, **{ b: {word} } }
  { "d#{{n}}": {any}, e: nil }   {hash}.sum { |k, v| 1 }.then { |z| { z => z } }
  ({hash}.key?('port') ? {hash} : { no: 1 })   {hash}.each_pair { |k, v| k }   {hash}.dup.replace('r' => 1)
  {hash}.to_h   {hash}.dup.merge!('p' => 1)
  {hash}.dup.tap { |h| h.transform_keys!(&:to_s) }   {hash}.to_hash   Hash({hash})   {hash}.dup.tap { |h| h.filter! { |k, v| v } }
`);

export const methodCalls: Readonly<Record<Type, readonly string[]>> = {
  string: strings,
  integer: integers,
  boolean: conditions,
  symbol: symbols,
  names: nameLists,
  ports: portLists,
  hash: hashes,
};

const holes = [
  "string",
  "integer",
  "boolean",
  "symbol",
  "names",
  "ports",
  "hash",
  "any",
  "n",
  "word",
  "if",
] as const;

/** What is drawn for the name in braces. */
export type Hole = (typeof holes)[number];

const hole = new RegExp(`\\{(${holes.join("|")})\\}`, "g");

/** A template with what stands in its braces. */
export function filled(template: string, draw: (name: Hole) => string): string {
  return template.replace(hole, (whole, name: string) => {
    const known = holes.find((one) => one === name);
    return known === undefined ? whole : draw(known);
  });
}
