using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>A member of an event or of a type that events are made of, or a case of a union: as declared, or as it is.</summary>
/// <param name="Key">Its place in the array, or the number of the case.</param>
/// <param name="Name">Its name; that of its type where it is a case.</param>
/// <param name="Type">What its bytes are, as <see cref="ContractText"/> writes it.</param>
/// <param name="IsRequired">Whether bytes without it cannot be read.</param>
/// <param name="IsCase">Whether it is a case of a union.</param>
internal sealed record ContractMember(int Key, string Name, string Type, bool IsRequired, bool IsCase)
{
    /// <summary>Gets what it is in the code, or null of what is declared.</summary>
    public ISymbol? Symbol { get; init; }

    /// <summary>Gets the line that declares it, or null of what is in the code.</summary>
    public ContractLine? Line { get; init; }

    /// <summary>Gets whether null may stand there.</summary>
    public bool IsNullable => Type[Type.Length - 1] == '?';

    /// <summary>Gets what the bytes are where it is not null.</summary>
    public string Form => IsNullable ? Type.Substring(0, Type.Length - 1) : Type;

    /// <summary>Gets what it is called in messages.</summary>
    public string Title => IsCase ? $"Case {Key}, '{Name}'," : $"'{Name}', key {Key},";

    /// <summary>Writes what stands behind the owner in its line.</summary>
    public override string ToString() => IsCase ? $"case {Key}: {Type}" : $"[{Key}] {Name}: {Type}{(IsRequired ? " required" : string.Empty)}";
}
