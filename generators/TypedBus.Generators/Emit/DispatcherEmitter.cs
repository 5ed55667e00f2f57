using System.Linq;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Emit;

/// <summary>Writes the class that calls the handlers of one event, one after the other.</summary>
internal static class DispatcherEmitter
{
    private const string Arguments = "in @event, cancellationToken";

    // Makes the following:
    //
    //     private sealed class Dispatcher : EventDispatcher<<EVENT>>
    //     {
    //         <FIELDS>
    //         <METHODS>
    //     }
    public static void Emit(CodeWriter writer, EventHandlersModel model)
    {
        var parameters = $"in {model.Event.Type.Reference} @event, {Code.CancellationToken} cancellationToken";
        var calls = new HandlerCalls("@event", "cancellationToken");
        var written = model.Dispatched.Select(handler => (handler.Result, calls.Write(handler))).ToArray();
        writer.OpenBlock($"private sealed class Dispatcher : {Code.Runtime}.EventDispatcher<{model.Event.Type.Reference}>");
        calls.EmitFields(writer, "Dispatcher");
        if (written is [var only])
        {
            EmitOnly(writer, parameters, only);
        }
        else
        {
            // A copy stays in registers from call to call, where what lies behind a reference is read again for each.
            var copies = model.Dispatched.All(static handler => handler.Parameters[0].Kind == ParameterKind.Event);
            var callsOfCopy = new HandlerCalls(copies ? "copy" : "@event", "cancellationToken");
            var all = model.Dispatched.Select(handler => (handler.Result, callsOfCopy.Write(handler))).ToArray();
            EmitDispatch(writer, parameters, all, copies);
            EmitInvoke(writer, parameters, written);
        }

        writer.CloseBlock();
    }

    // Makes the following:
    //
    //     static services => new Dispatcher(services)
    public static string WriteFactory(EventHandlersModel model)
    {
        var calls = new HandlerCalls(string.Empty, string.Empty);
        foreach (var handler in model.Dispatched)
        {
            calls.Write(handler);
        }

        return calls.HasFields ? "static services => new Dispatcher(services)" : "static _ => new Dispatcher()";
    }

    // Makes the following:
    //
    //     public override ValueTask DispatchAsync(in <EVENT> @event, CancellationToken cancellationToken)
    //     {
    //         return <CALL>;
    //     }
    private static void EmitOnly(CodeWriter writer, string parameters, (ResultKind Result, string Call) handler)
    {
        writer.OpenBlock($"public override {Code.ValueTask} DispatchAsync({parameters})");
        writer.WriteLines(WriteReturn(handler));
        writer.CloseBlock();
    }

    // Makes the following:
    //
    //     public override ValueTask DispatchAsync(in <EVENT> @event, CancellationToken cancellationToken)
    //     {
    //         var index = 0;
    //         try
    //         {
    //             var copy = @event;
    //             ValueTask task;
    //             <CALL OF EACH BUT THE LAST>
    //             return <LAST CALL>;
    //         }
    //         catch (Exception failure)
    //         {
    //             return ContinueAfterFailureAsync(index, failure, in @event, cancellationToken);
    //         }
    //     }
    private static void EmitDispatch(CodeWriter writer, string parameters, (ResultKind Result, string Call)[] handlers, bool copies)
    {
        writer.OpenBlock($"public override {Code.ValueTask} DispatchAsync({parameters})");
        writer.WriteLines("var index = 0;");
        writer.OpenBlock("try");
        if (copies)
        {
            writer.WriteLines("var copy = @event;");
        }

        if (handlers.Take(handlers.Length - 1).Any(static handler => handler.Result != ResultKind.None))
        {
            writer.WriteLines($"{Code.ValueTask} task;");
        }

        for (var index = 0; index < handlers.Length - 1; index++)
        {
            EmitCall(writer, handlers[index], index);
        }

        writer.WriteLines(WriteReturn(handlers[handlers.Length - 1]));
        writer.CloseBlock();
        writer.OpenBlock("catch (global::System.Exception failure)");
        writer.WriteLines($"return ContinueAfterFailureAsync(index, failure, {Arguments});");
        writer.CloseBlock();
        writer.CloseBlock();
        writer.WriteLine();
    }

    // Makes the following, or the call alone where the handler returns no task:
    //
    //     task = <CALL>;
    //     if (!HasEnded(in task))
    //     {
    //         return ContinueAsync(index, task, in @event, cancellationToken);
    //     }
    //
    //     index = <N + 1>;
    private static void EmitCall(CodeWriter writer, (ResultKind Result, string Call) handler, int index)
    {
        if (handler.Result == ResultKind.None)
        {
            writer.WriteLines($"{handler.Call};");
        }
        else
        {
            writer.WriteLines($"task = {WriteTask(handler)};");
            writer.OpenBlock("if (!HasEnded(in task))");
            writer.WriteLines($"return ContinueAsync(index, task, {Arguments});");
            writer.CloseBlock();
            writer.WriteLine();
        }

        writer.WriteLines($"index = {index + 1};");
    }

    // Makes the following:
    //
    //     protected override int Count => <COUNT>;
    //
    //     protected override ValueTask InvokeAsync(int index, in <EVENT> @event, CancellationToken cancellationToken)
    //     {
    //         switch (index)
    //         {
    //             case <N>:
    //                 return <CALL>;
    //             default:
    //                 throw new ArgumentOutOfRangeException(nameof(index));
    //         }
    //     }
    private static void EmitInvoke(CodeWriter writer, string parameters, (ResultKind Result, string Call)[] handlers)
    {
        writer.WriteLines($"protected override int Count => {handlers.Length};");
        writer.WriteLine();
        writer.OpenBlock($"protected override {Code.ValueTask} InvokeAsync(int index, {parameters})");
        writer.OpenBlock("switch (index)");
        for (var index = 0; index < handlers.Length; index++)
        {
            EmitCase(writer, $"case {index}:", WriteReturn(handlers[index]));
        }

        EmitCase(writer, "default:", "throw new global::System.ArgumentOutOfRangeException(nameof(index));");
        writer.CloseBlock();
        writer.CloseBlock();
    }

    private static void EmitCase(CodeWriter writer, string label, string body)
    {
        writer.WriteLines(label);
        writer.Indent();
        writer.WriteLines(body);
        writer.Outdent();
    }

    private static string WriteReturn((ResultKind Result, string Call) handler) =>
        handler.Result == ResultKind.None ? $"{handler.Call};\nreturn default;" : $"return {WriteTask(handler)};";

    private static string WriteTask((ResultKind Result, string Call) handler) =>
        handler.Result == ResultKind.Task ? $"new {Code.ValueTask}({handler.Call})" : handler.Call;
}
