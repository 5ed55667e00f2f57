using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>
/// Which events a compilation's own source publishes and hears of outside handlers' signatures, collected by several threads.
/// </summary>
internal sealed class EventUses
{
    private readonly ConcurrentBag<EventUse> _published = [];
    private readonly ConcurrentDictionary<string, bool> _heard = new(StringComparer.Ordinal);

    /// <summary>Gets whether the source makes a bus. Set by several threads, all to the same value.</summary>
    public bool MakesBus { get; private set; }

    /// <summary>Adds what a call, or a method that is passed on, says of events by its type arguments.</summary>
    public void Add(IOperation operation, ISymbol member, KnownSymbols known)
    {
        var method = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        if (method is null)
        {
            return;
        }

        if (BusSetup.MakesBus(method))
        {
            MakesBus = true;
        }

        if (!method.IsGenericMethod)
        {
            return;
        }

        var place = operation is IInvocationOperation call && PublishCall.Read(call, known) is { } publish
            ? publish.Location
            : operation.Syntax.GetLocation();
        foreach (var type in method.TypeArguments)
        {
            if (!EventReader.IsMarked(type))
            {
                continue;
            }

            var direction = EventDirections.Of(method.Name, method.ContainingType?.FullName(), method.ContainingAssembly?.Name);
            if (direction.HasFlag(EventDirection.Published))
            {
                _published.Add(new EventUse(type.FullName(), (INamedTypeSymbol)type, place, member)
                {
                    IsSure = direction == EventDirection.Published,
                    IsDispatch = method.Name == PublishCall.Dispatch,
                });
            }

            if (direction.HasFlag(EventDirection.Heard))
            {
                _heard[type.FullName()] = true;
            }
        }
    }

    /// <summary>
    /// Adds what an illegal handler takes and returns: when it is mended it will hear the one and publish the other, and until then its own
    /// rule speaks.
    /// </summary>
    public void AddIllegal(IMethodSymbol handler)
    {
        foreach (var parameter in handler.Parameters)
        {
            if (EventGraph.FindEvent(parameter.Type) is { } taken)
            {
                _heard[taken.FullName()] = true;
            }
        }

        if (EventGraph.FindEvent(handler.ReturnType) is { } result)
        {
            _published.Add(new EventUse(result.FullName(), result, Location.None, handler));
        }
    }

    public bool IsHeard(string name) => _heard.ContainsKey(name);

    /// <summary>Lists what is published, by file and place, so that the same source is always told the same.</summary>
    public IReadOnlyList<EventUse> SortPublished() =>
    [
        .. _published
            .OrderBy(static use => use.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static use => use.Location.SourceSpan.Start),
    ];
}

/// <summary>A place in source that publishes an event.</summary>
/// <param name="Name">The event's full name.</param>
/// <param name="Type">The event.</param>
/// <param name="Location">The place.</param>
/// <param name="Member">The member in which it stands.</param>
internal sealed record EventUse(string Name, INamedTypeSymbol Type, Location Location, ISymbol Member)
{
    /// <summary>Gets whether it is known to publish; a generic method that takes the event may also do something else.</summary>
    public bool IsSure { get; init; }

    public bool IsDispatch { get; init; }
}
