using System;
using System.Collections.Generic;
using System.Linq;

namespace TypedBus.Analyzers.Contracts;

/// <summary>An event, or a type that events are made of: as declared, or as it is.</summary>
/// <param name="owner">What its lines begin with: <c>event orders.placed v1</c>, or <c>type Shop.Line</c>.</param>
internal sealed class ContractShape(string owner)
{
    private readonly Dictionary<int, ContractMember> _byKey = [];
    private readonly Dictionary<string, ContractMember> _byName = new(StringComparer.Ordinal);

    public string Owner { get; } = owner;

    /// <summary>Gets or sets the event's own type, which no byte tells; null of other types.</summary>
    public string? TypeName { get; set; }

    /// <summary>Gets or sets the line by which an event is declared, or the first of a type.</summary>
    public ContractLine? Line { get; set; }

    public IEnumerable<ContractMember> Members => _byKey.Values.OrderBy(static member => member.Key);

    public int LastKey => _byKey.Count == 0 ? -1 : _byKey.Keys.Max();

    /// <summary>Adds a member, unless its key or its name has been taken.</summary>
    public bool Add(ContractMember member)
    {
        if (_byKey.ContainsKey(member.Key) || _byName.ContainsKey(member.Name))
        {
            return false;
        }

        _byKey.Add(member.Key, member);
        _byName.Add(member.Name, member);
        return true;
    }

    public ContractMember? Find(int key) => _byKey.TryGetValue(key, out var member) ? member : null;

    public ContractMember? Find(string name) => _byName.TryGetValue(name, out var member) ? member : null;

    /// <summary>Writes all lines.</summary>
    public IEnumerable<string> WriteLines() => Members.Select(WriteLine).Prepend(TypeName is null ? null : $"{Owner} = {TypeName}").OfType<string>();

    /// <summary>Writes the line of a member.</summary>
    public string WriteLine(ContractMember member) => $"{Owner} {member}";
}
