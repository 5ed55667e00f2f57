using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Subjects;

namespace TypedBus.Shapes;

/// <summary>Reads methods marked <c>[Handler]</c>.</summary>
internal static class HandlerReader
{
    /// <summary>
    /// Reads a method for its own class. In a generic class it is neither legal nor a violation: deriving classes run it.
    /// </summary>
    public static Reading<HandlerShape> Read(IMethodSymbol method, AttributeData attribute, Compilation compilation)
    {
        // A partial method is one method, in whichever part the attribute stands.
        method = method.PartialDefinitionPart ?? method;
        return method.ContainingType is { } type && !type.IsGenericType
            ? Read(method, type, attribute, compilation)
            : default;
    }

    /// <summary>Reads a method for a class that runs it.</summary>
    public static Reading<HandlerShape> Read(
        IMethodSymbol method, INamedTypeSymbol handlerClass, AttributeData attribute, Compilation compilation)
    {
        if (IsUnfinished(method) || (!method.IsStatic && HandlerClassReader.IsUnfinished(handlerClass, compilation)))
        {
            return default;
        }

        var handler = SymbolEqualityComparer.Default.Equals(method.ContainingType, handlerClass)
            ? $"Handler '{method.FullName()}'"
            : $"Handler '{method.FullName()}' of '{handlerClass.FullName()}'";
        var options = HandlerOptionsReader.Read(attribute);
        var violation = FindMethodViolation(method, handlerClass, handler, compilation)
            ?? HandlerOptionsReader.FindViolation(options, handler);
        if (violation is not null)
        {
            return violation;
        }

        var eventReading = ReadEvent(method, handler, compilation);
        if (eventReading.Shape is not { } @event)
        {
            return eventReading.Violation is { } eventViolation ? eventViolation : default(Reading<HandlerShape>);
        }

        if (FindFilterViolation(@event, options, handler) is { } filterViolation)
        {
            return filterViolation;
        }

        if (HasUnfinishedResult(method, compilation))
        {
            return default;
        }

        var kind = ResultReader.Read(method, compilation);
        if (BatchReader.FindViolation(method, BatchReader.IsBatch(method, out _), kind, options, handler) is { } batchViolation)
        {
            return batchViolation;
        }

        return kind is { } result
            ? Complete(method, handlerClass, @event, result, options, handler, compilation)
            : new Violation(
                RuleIds.ResultIsUnsupported,
                $"{handler} returns '{method.ReturnType.ToDisplayString()}'. "
                + "Return nothing, a task, an event, a task of one, or an IEnumerable or IAsyncEnumerable of events.");
    }

    private static Reading<HandlerShape> Complete(
        IMethodSymbol method,
        INamedTypeSymbol handlerClass,
        EventShape @event,
        ResultKind result,
        HandlerOptions options,
        string handler,
        Compilation compilation)
    {
        var byReference = method.Parameters[0].RefKind == RefKind.In;
        if (byReference && !ResultReader.IsSynchronous(result))
        {
            return new Violation(
                RuleIds.InOnAsyncHandler,
                $"{handler} takes its event by 'in' but may run on after the call. Remove 'in', or return no task.");
        }

        var parameters = ImmutableArray.CreateBuilder<ParameterShape>();
        parameters.Add(new ParameterShape(byReference ? ParameterKind.EventByReference : ParameterKind.Event));
        ImmutableArray<ServiceShape> services = [];
        var violation = ParameterReader.Read(method, @event, handler, parameters)
            ?? HandlerClassReader.FindLifetimeViolation(handlerClass)
            ?? (method.IsStatic ? null : HandlerClassReader.Read(handlerClass, handler, compilation, out services));
        return violation is not null
            ? violation
            : new HandlerShape
            {
                Method = method,
                Class = handlerClass,
                Event = @event,
                Parameters = parameters.ToImmutable(),
                Result = result,
                ResultEvent = ResultReader.FindEvent(method, result),
                Options = options,
                IsBatch = BatchReader.IsBatch(method, out _),
                IsScoped = HandlerClassReader.IsScoped(handlerClass),
                ConstructorServices = services,
            };
    }

    // A type that is not found, and a method that is declared twice, are the compiler's to report.
    internal static bool IsUnfinished(IMethodSymbol method) =>
        method.ReturnType.HasError()
        || method.Parameters.Any(static parameter => parameter.Type.HasError())
        || method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Count(other => HaveSameSignature(other, method)) > 1;

    private static bool HaveSameSignature(IMethodSymbol one, IMethodSymbol other) =>
        one.Arity == other.Arity
        && one.Parameters.Length == other.Parameters.Length
        && one.Parameters.Zip(other.Parameters, static (left, right) =>
            left.RefKind == right.RefKind && SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(static same => same);

    // A result that is marked but illegal is reported where it is declared.
    private static bool HasUnfinishedResult(IMethodSymbol method, Compilation compilation)
    {
        var type = method.ReturnType is INamedTypeSymbol { TypeArguments: [var argument] } ? argument : method.ReturnType;
        return IsReportedElsewhere(type, compilation);
    }

    private static bool IsReportedElsewhere(ITypeSymbol type, Compilation compilation) =>
        EventReader.IsMarked(type)
        && EventReader.Read(type, compilation).Shape is null
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    private static Reading<EventShape> ReadEvent(IMethodSymbol method, string handler, Compilation compilation)
    {
        if (BatchReader.IsBatch(method, out var element))
        {
            return EventReader.IsMarked(element)
                ? ReadEvent(element, compilation)
                : new Violation(
                    RuleIds.FirstParameterIsNoEvent,
                    $"{handler} takes no event, but a list. Make it an IReadOnlyList of a type marked [Event].");
        }

        var @base = method.Parameters.IsEmpty ? default : BaseTypeReader.Read(method.Parameters[0].Type, handler);
        if (@base.Violation is not null)
        {
            return @base;
        }

        if (@base.Shape is null && (method.Parameters.IsEmpty || !EventReader.IsMarked(method.Parameters[0].Type)))
        {
            return new Violation(
                RuleIds.FirstParameterIsNoEvent,
                $"{handler} takes no event. Make its first parameter a type marked [Event], an IReadOnlyList of one, or an interface or "
                + "abstract class that events have.");
        }

        var parameter = method.Parameters[0];
        if (parameter.RefKind is not (RefKind.None or RefKind.In))
        {
            return new Violation(
                RuleIds.EventByReference,
                $"{handler} takes its event by a reference that can change it. Take it by value or by 'in'.");
        }

        return @base.Shape is not null ? @base : ReadEvent(parameter.Type, compilation);
    }

    private static Reading<EventShape> ReadEvent(ITypeSymbol type, Compilation compilation)
    {
        var reading = EventReader.Read(type, compilation);
        return reading.Shape is null && IsReportedElsewhere(type, compilation) ? default : reading;
    }

    private static Violation? FindFilterViolation(EventShape @event, HandlerOptions options, string handler) =>
        !@event.IsBase && options.Subject is { } filter && new SubjectFilter(filter).Compare(@event.Subject) == SubjectMatch.Never
            ? new Violation(
                RuleIds.FilterNeverFits,
                $"{handler} has a filter, \"{filter}\", that fits no '{@event.Type.FullName()}', whose subject is \"{@event.Subject}\". "
                + "Make the filter fit, or remove 'Subject' to take every one.")
            : null;

    private static Violation? FindMethodViolation(
        IMethodSymbol method, INamedTypeSymbol handlerClass, string handler, Compilation compilation)
    {
        if (method.MethodKind != MethodKind.Ordinary || handlerClass.TypeKind == TypeKind.Extension)
        {
            return new Violation(
                RuleIds.HandlerIsNoMethodOfAClass,
                $"{handler} is no ordinary method. Move [Handler] to a method of a class.");
        }

        if (method.IsGenericMethod || method.IsVararg)
        {
            return new Violation(
                RuleIds.HandlerIsGeneric,
                $"{handler} is generic or takes varying arguments. Write a method for each event.");
        }

        if (method.IsAsync && method.ReturnsVoid)
        {
            return new Violation(
                RuleIds.AsyncVoid,
                $"{handler} is 'async void', so nobody can tell when it ends. Return Task or ValueTask.");
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return new Violation(RuleIds.ResultIsUnsupported, $"{handler} returns by reference. Return the event itself.");
        }

        if (method.IsStatic && method.IsAbstract)
        {
            return new Violation(RuleIds.HandlerIsNoMethodOfAClass, $"{handler} is static and abstract. Mark a method that has a body.");
        }

        if (method.IsForbidden() || handlerClass.IsForbidden())
        {
            return new Violation(
                RuleIds.HandlerIsInaccessible,
                $"{handler} is obsolete as an error. Remove [Handler], or make the obsolescence a warning.");
        }

        return handlerClass.IsReachable(compilation)
            && (IsOpen(method, handlerClass) || compilation.IsSymbolAccessibleWithin(method, compilation.Assembly))
            ? null
            : new Violation(
                RuleIds.HandlerIsInaccessible,
                $"{handler} is not accessible to generated code. Make it and the types around it public or internal.");
    }

    // The common case: public or internal, in the class that was just found to be reachable.
    private static bool IsOpen(IMethodSymbol method, INamedTypeSymbol handlerClass) =>
        method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, handlerClass);
}
