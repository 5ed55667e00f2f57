using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Analyzers.Contracts;
using TypedBus.Analyzers.Events;
using TypedBus.Analyzers.Handlers;
using TypedBus.Analyzers.Publishing;

namespace TypedBus.Analyzers.Declarations;

/// <summary>The rules about declarations: a new one is registered here.</summary>
internal static class DeclarationRules
{
    // Of illegal shapes, which generators/Shapes finds.
    private static readonly ImmutableArray<DiagnosticDescriptor> _ofShapes =
    [
        EventHasNoFitKind.Descriptor,
        EventIsInaccessible.Descriptor,
        SubjectIsIllegal.Descriptor,
        PlaceholderIsUnfit.Descriptor,
        OrderKeyIsUnfit.Descriptor,
        TwoOrderKeys.Descriptor,
        OrderKeyIsMisplaced.Descriptor,
        VersionIsIllegal.Descriptor,
        FirstParameterIsNoEvent.Descriptor,
        InOnAsyncHandler.Descriptor,
        EventByReference.Descriptor,
        ResultIsUnsupported.Descriptor,
        AsyncVoid.Descriptor,
        HandlerIsInaccessible.Descriptor,
        HandlerIsGeneric.Descriptor,
        HandlerIsNoMethodOfAClass.Descriptor,
        SecondEvent.Descriptor,
        ContextOrTokenIsIllegal.Descriptor,
        ContextOfAnotherEvent.Descriptor,
        ServiceIsIllegal.Descriptor,
        ClassCannotBeMade.Descriptor,
        SeveralConstructors.Descriptor,
        OptionIsIllegal.Descriptor,
        FilterIsIllegal.Descriptor,
        FilterNeverFits.Descriptor,
        InheritanceIsHidden.Descriptor,
        TypeCannotTravel.Descriptor,
        UnionIsUnfit.Descriptor,
        KeyIsIllegal.Descriptor,
        KeyIsTaken.Descriptor,
        KeysAreHalfGiven.Descriptor,
        NoConstructorForReading.Descriptor,
        UpcasterCannotBeCalled.Descriptor,
        UpcasterLeapsVersions.Descriptor,
    ];

    /// <summary>Gets the rules about one legal event.</summary>
    public static ImmutableArray<IEventRule> OfEvents { get; } =
    [
        new EventIsMutable(),
        new MutableCollection(),
        new EventIsNoRecord(),
        new EventHasNoSerializer(),
        new ContractIsNotDeclared(),
        new MemberIsRemoved(),
        new MemberIsRetyped(),
        new KeyIsReused(),
        new MembersAreReordered(),
        new MemberIsRequired(),
        new MemberMayBeNull(),
    ];

    /// <summary>Gets the rules about one legal handler.</summary>
    public static ImmutableArray<IHandlerRule> OfHandlers { get; } = [new LargeEventByValue(), new BatchWithoutBound(), new SubscriptionIsNotDeclared()];

    /// <summary>Gets the rules about all legal events and handlers of a compilation.</summary>
    public static ImmutableArray<IDeclarationsRule> OfAll { get; } =
    [
        new TwoEventsOnOneSubject(),
        new SubjectOverlaps(),
        new TwoHandlersOfOneName(),
        new EmptyCatchAll(),
        new ConcurrencyWithoutOrderKey(),
        new ContractIsNotDeclared(),
        new EventIsRemoved(),
        new SubjectIsChanged(),
        new VersionIsChanged(),
        new SubscriptionIsGone(),
        new ContractsAreMalformed(),
        new ContractsAreUnmerged(),
        new PublishedEventIsUnheard(),
        new HandledEventIsUnpublished(),
        new HandlersFormCycle(),
        new FilterMatchesNoEvent(),
        new BusIsMissing(),
        new UpcasterIsMissing(),
        new HandlerOfOldVersion(),
    ];

    /// <summary>Gets all of them.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        .. _ofShapes,
        .. OfEvents.Select(static rule => rule.Descriptor)
            .Concat(OfHandlers.Select(static rule => rule.Descriptor))
            .Concat(OfAll.Select(static rule => rule.Descriptor))
            .Distinct(),
    ];
}
