using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>Stands before one rule of an analyzer, and counts the time that it takes.</summary>
internal class RuleClock : DispatchProxy
{
    private object _rule = null!;

    /// <summary>Gets the rule's id and name.</summary>
    public string Name { get; private set; } = null!;

    public TimeSpan Time { get; private set; }

    /// <summary>Makes an analyzer whose rules have clocks before them, or one without clocks where its rules are no objects.</summary>
    public static (DiagnosticAnalyzer Analyzer, IReadOnlyList<RuleClock> Clocks) Wrap(Type type)
    {
        var clocks = new List<RuleClock>();
        var plain = (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
        var constructor = type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance).SingleOrDefault();
        if (constructor is null)
        {
            return (plain, clocks);
        }

        var fields = type.GetFields(BindingFlags.NonPublic | BindingFlags.Instance);
        var arguments = constructor.GetParameters()
            .Select(parameter => WrapAll((IList)fields.Single(field => field.FieldType == parameter.ParameterType).GetValue(plain)!, clocks));
        return ((DiagnosticAnalyzer)constructor.Invoke([.. arguments]), clocks);
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var start = Stopwatch.GetTimestamp();
        var result = targetMethod!.Invoke(_rule, args);
        Time += Stopwatch.GetElapsedTime(start);
        return result;
    }

    private static object WrapAll(IList rules, List<RuleClock> clocks)
    {
        var kind = rules.GetType().GetGenericArguments()[0];
        var wrapped = Array.CreateInstance(kind, rules.Count);
        for (var index = 0; index < rules.Count; index++)
        {
            var clock = (RuleClock)Create(kind, typeof(RuleClock));
            clock._rule = rules[index]!;
            clock.Name = $"{((DiagnosticDescriptor)kind.GetProperty("Descriptor")!.GetValue(rules[index])!).Id} {rules[index]!.GetType().Name}";
            clocks.Add(clock);
            wrapped.SetValue(clock, index);
        }

        return typeof(ImmutableCollectionsMarshal).GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!
            .MakeGenericMethod(kind).Invoke(null, [wrapped])!;
    }
}
