using System.Collections.Generic;
using System.Linq;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Emit;

/// <summary>Writes the calls of handlers in one class, and what the calls need. Handlers of one class share a variable.</summary>
/// <remarks>
/// What singletons need is taken once, into fields. What scoped handlers need is taken at each call, into locals.
/// </remarks>
/// <param name="event">The expression that has the event.</param>
/// <param name="cancellationToken">The expression that has the token.</param>
internal sealed class HandlerCalls(string @event, string cancellationToken)
{
    private readonly List<Variable> _variables = [];

    public bool HasFields => Fields.Any();

    private IEnumerable<Variable> Fields => _variables.Where(static variable => !variable.IsLocal);

    private IEnumerable<Variable> Locals => _variables.Where(static variable => variable.IsLocal);

    /// <summary>Writes the call of a handler.</summary>
    public string Write(HandlerModel handler)
    {
        var target = WriteTarget(handler);
        var arguments = string.Join(", ", handler.Parameters.Select(parameter => WriteArgument(parameter, handler.IsScoped)));
        return $"{target}.{handler.MethodReference}({arguments})";
    }

    // Makes the following, once the calls are written:
    //
    //     private readonly <TYPE> <NAME>;
    //
    //     public <CLASS>(IServiceProvider services)
    //     {
    //         <NAME> = <GET SERVICE>;
    //     }
    public void EmitFields(CodeWriter writer, string className)
    {
        if (!HasFields)
        {
            return;
        }

        foreach (var field in Fields)
        {
            writer.WriteLines($"private readonly {field.Type} {field.Name};");
        }

        writer.WriteLine();
        writer.OpenBlock($"public {className}({Code.ServiceProvider} services)");
        foreach (var field in Fields)
        {
            writer.WriteLines($"{field.Name} = {field.Value};");
        }

        writer.CloseBlock();
        writer.WriteLine();
    }

    // Makes the following, once the calls are written:
    //
    //     var services = context.Services;
    //     var <NAME> = <GET SERVICE>;
    public void EmitLocals(CodeWriter writer)
    {
        if (Locals.Any())
        {
            writer.WriteLines("var services = context.Services;");
        }

        foreach (var local in Locals)
        {
            writer.WriteLines($"var {local.Name} = {local.Value};");
        }
    }

    private string WriteTarget(HandlerModel handler)
    {
        if (handler.Class is not { Type.Reference: var type })
        {
            return handler.DeclaringType;
        }

        var instance = AddVariable("handlers", type, Code.GetRequired(type, "services"), handler.IsScoped);

        // Through its base, so that a method of the same name in the deriving class does not hide the handler.
        return handler.DeclaringType == type ? instance : $"(({handler.DeclaringType}){instance})";
    }

    private string WriteArgument(ParameterModel parameter, bool isScoped) => parameter switch
    {
        { Kind: ParameterKind.Event } => @event,
        { Kind: ParameterKind.EventByReference } => "in " + @event,
        { Kind: ParameterKind.Context } => "context",
        { Kind: ParameterKind.CancellationToken } => cancellationToken,
        { Service: var service } => AddVariable("service", service!.Type, Code.Get(service, "services"), isScoped),
    };

    private string AddVariable(string word, string type, string value, bool isLocal)
    {
        if (_variables.Find(variable => variable.Value == value) is { } known)
        {
            return known.Name;
        }

        var name = $"{(isLocal ? string.Empty : "_")}{word}{_variables.Count(variable => variable.Word == word)}";
        _variables.Add(new Variable(word, name, type, value, isLocal));
        return name;
    }

    private sealed record Variable(string Word, string Name, string Type, string Value, bool IsLocal);
}
