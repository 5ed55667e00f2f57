using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Emit;

/// <summary>Writes the class that calls one handler with a delivery.</summary>
internal static class InvokerEmitter
{
    // Makes the following:
    //
    //     // <HANDLER>
    //     private sealed class Invoker<N> : HandlerInvoker<<EVENT>>       or of an IReadOnlyList of it
    //     {
    //         <FIELDS>
    //
    //         public override ValueTask InvokeAsync(EventContext<<EVENT>> context)
    //         {
    //             <LOCALS>
    //             return <CALL>;
    //         }
    //     }
    public static void Emit(CodeWriter writer, HandlerModel handler, int number)
    {
        var @event = handler.IsBatch ? Code.ListOf(handler.Event.Type.Reference) : handler.Event.Type.Reference;
        var calls = new HandlerCalls("context.Event", "context.CancellationToken");
        var call = calls.Write(handler);
        writer.WriteLines($"// {handler.Type.FullName}.{handler.Method}({handler.ParameterTypes})");
        writer.OpenBlock($"private sealed class {NameOf(number)} : {Code.Runtime}.HandlerInvoker<{@event}>");
        calls.EmitFields(writer, NameOf(number));
        writer.OpenBlock($"public override {Code.ValueTask} InvokeAsync(global::TypedBus.EventContext<{@event}> context)");
        calls.EmitLocals(writer);
        writer.WriteLines(WriteBody(handler, call));
        writer.CloseBlock();
        writer.CloseBlock();
    }

    // Makes the following:
    //
    //     static services => new Invoker<N>(services)
    public static string WriteFactory(HandlerModel handler, int number) =>
        NeedsServices(handler) ? $"static services => new {NameOf(number)}(services)" : $"static _ => new {NameOf(number)}()";

    private static string NameOf(int number) => "Invoker" + number;

    private static bool NeedsServices(HandlerModel handler)
    {
        var calls = new HandlerCalls(string.Empty, string.Empty);
        calls.Write(handler);
        return calls.HasFields;
    }

    private static string WriteBody(HandlerModel handler, string call) => handler.Result switch
    {
        ResultKind.None => $"{call};\nreturn default;",
        ResultKind.Task => $"return new {Code.ValueTask}({call});",
        ResultKind.ValueTask => $"return {call};",
        ResultKind.Event => WritePublish("PublishAsync", call),
        ResultKind.NullableEvent => WritePublish("PublishNullableAsync", call),
        ResultKind.EventTask => WritePublish("PublishTaskAsync", $"new {Code.ValueTask}<{handler.TaskResult}>({call})"),
        ResultKind.NullableEventTask => WritePublish("PublishNullableTaskAsync", $"new {Code.ValueTask}<{handler.TaskResult}>({call})"),
        ResultKind.EventValueTask => WritePublish("PublishTaskAsync", call),
        ResultKind.NullableEventValueTask => WritePublish("PublishNullableTaskAsync", call),
        _ => WritePublish("PublishEachAsync", call),
    };

    private static string WritePublish(string method, string result) =>
        $"return {Code.Runtime}.HandlerResults.{method}(context, {result});";
}
