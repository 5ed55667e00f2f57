using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>
/// Keeps what was read of types as long as their compilation lives: an event is asked for by each of its handlers, and a class by each of
/// its own.
/// </summary>
/// <remarks>Safe for use by several threads: two that read the same type at once read the same.</remarks>
/// <typeparam name="TReading">The type of what is read.</typeparam>
internal sealed class TypeReadings<TReading>
{
    // Weak by compilation: what is read holds symbols, which hold their compilation, and must not keep it alive.
    private readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ITypeSymbol, TReading>> _compilations = new();

    /// <summary>Gets what was read of a type, or reads it.</summary>
    public TReading Get(INamedTypeSymbol type, Compilation compilation, Func<INamedTypeSymbol, Compilation, TReading> read)
    {
        var types = _compilations.GetValue(
            compilation, static _ => new ConcurrentDictionary<ITypeSymbol, TReading>(SymbolEqualityComparer.IncludeNullability));
        if (!types.TryGetValue(type, out var reading))
        {
            types[type] = reading = read(type, compilation);
        }

        return reading;
    }
}
