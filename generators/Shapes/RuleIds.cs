namespace TypedBus.Shapes;

/// <summary>
/// The rules that illegal shapes break. Each has a file of its own among the analyzers, which says what it is about. A number that has been
/// shipped is never given to another rule.
/// </summary>
internal static class RuleIds
{
    // Events.
    public const string EventHasNoFitKind = "TB1001";
    public const string EventIsInaccessible = "TB1002";
    public const string SubjectIsIllegal = "TB1003";
    public const string PlaceholderIsUnfit = "TB1004";
    public const string OrderKeyIsUnfit = "TB1005";
    public const string TwoOrderKeys = "TB1006";
    public const string OrderKeyIsMisplaced = "TB1007";
    public const string VersionIsIllegal = "TB1014";

    // Handlers.
    public const string FirstParameterIsNoEvent = "TB2001";
    public const string InOnAsyncHandler = "TB2002";
    public const string EventByReference = "TB2003";
    public const string ResultIsUnsupported = "TB2004";
    public const string AsyncVoid = "TB2005";
    public const string HandlerIsInaccessible = "TB2006";
    public const string HandlerIsGeneric = "TB2007";
    public const string HandlerIsNoMethodOfAClass = "TB2008";
    public const string SecondEvent = "TB2009";
    public const string ContextOrTokenIsIllegal = "TB2010";
    public const string ContextOfAnotherEvent = "TB2011";
    public const string ServiceIsIllegal = "TB2012";
    public const string ClassCannotBeMade = "TB2013";
    public const string SeveralConstructors = "TB2014";
    public const string OptionIsIllegal = "TB2015";
    public const string FilterIsIllegal = "TB2016";
    public const string FilterNeverFits = "TB2017";
    public const string InheritanceIsHidden = "TB2018";

    // Events as bytes: what the generator writes no serializer for.
    public const string TypeCannotTravel = "TB4001";
    public const string UnionIsUnfit = "TB4002";
    public const string KeyIsIllegal = "TB4003";
    public const string KeyIsTaken = "TB4004";
    public const string KeysAreHalfGiven = "TB4005";
    public const string NoConstructorForReading = "TB4006";

    // Versions.
    public const string UpcasterCannotBeCalled = "TB4020";
    public const string UpcasterLeapsVersions = "TB4021";
}
