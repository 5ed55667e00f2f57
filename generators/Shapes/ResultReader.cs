using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads what a method returns.</summary>
internal static class ResultReader
{
    /// <summary>Tells whether a method with such a result may take its event by <c>in</c>: what runs on after the call may not.</summary>
    public static bool IsSynchronous(ResultKind kind) =>
        kind is ResultKind.None or ResultKind.Event or ResultKind.NullableEvent or ResultKind.Events;

    /// <summary>Gets the event that a method with such a result publishes, or null where it returns none.</summary>
    public static ITypeSymbol? FindEvent(IMethodSymbol method, ResultKind kind)
    {
        if (kind is ResultKind.None or ResultKind.Task or ResultKind.ValueTask)
        {
            return null;
        }

        // Events are not generic: what has an argument is a task, an enumerable or a nullable struct around one.
        var type = method.ReturnType;
        while (type is INamedTypeSymbol { TypeArguments: [var argument] })
        {
            type = argument;
        }

        return type;
    }

    /// <summary>Reads the kind of the result, or null where a handler may not return such a thing.</summary>
    public static ResultKind? Read(IMethodSymbol method, Compilation compilation)
    {
        if (method.ReturnsVoid)
        {
            return ResultKind.None;
        }

        var type = method.ReturnType;
        if (type.NullableAnnotation == NullableAnnotation.Annotated
            && (type.Is(KnownNames.Tasks, "Task") || type.Is(KnownNames.Tasks, "Task`1")))
        {
            // Nobody can wait for a task that is null.
            return null;
        }

        if (type.Is(KnownNames.Tasks, "Task"))
        {
            return ResultKind.Task;
        }

        if (type.Is(KnownNames.Tasks, "ValueTask"))
        {
            return ResultKind.ValueTask;
        }

        if (type is not INamedTypeSymbol { TypeArguments: [var argument] } || type.Is("System", "Nullable`1"))
        {
            return ReadEvent(type, compilation, ResultKind.Event, ResultKind.NullableEvent);
        }

        if (type.Is(KnownNames.Tasks, "Task`1"))
        {
            return ReadEvent(argument, compilation, ResultKind.EventTask, ResultKind.NullableEventTask);
        }

        if (type.Is(KnownNames.Tasks, "ValueTask`1"))
        {
            return ReadEvent(argument, compilation, ResultKind.EventValueTask, ResultKind.NullableEventValueTask);
        }

        if (type.Is(KnownNames.Collections, "IEnumerable`1"))
        {
            return ReadEvent(argument, compilation, ResultKind.Events, ifNullable: null);
        }

        return type.Is(KnownNames.Collections, "IAsyncEnumerable`1")
            ? ReadEvent(argument, compilation, ResultKind.AsyncEvents, ifNullable: null)
            : null;
    }

    private static ResultKind? ReadEvent(ITypeSymbol type, Compilation compilation, ResultKind ifEvent, ResultKind? ifNullable)
    {
        if (EventReader.Read(type, compilation).Shape is not null)
        {
            return ifEvent;
        }

        return type.Is("System", "Nullable`1")
            && type is INamedTypeSymbol { TypeArguments: [var inner] }
            && EventReader.Read(inner, compilation).Shape is not null
                ? ifNullable
                : null;
    }
}
