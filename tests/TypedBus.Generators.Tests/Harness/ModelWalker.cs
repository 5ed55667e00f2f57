using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>
/// Walks what the steps of a pipeline hold, and fails on anything that is assignable to a type of the compiler's, which would keep a
/// compilation alive and never equal its next self, and on bare collections, which are not equal by value.
/// </summary>
internal sealed class ModelWalker
{
    private readonly HashSet<Type> _seen = [];
    private readonly string _step;

    private ModelWalker(string step) => _step = step;

    public static void AssertPlain(GeneratorRunResult result, IReadOnlySet<string> names)
    {
        foreach (var (name, steps) in result.TrackedSteps.Where(steps => names.Contains(steps.Key)))
        {
            var walker = new ModelWalker(name);
            foreach (var output in steps.SelectMany(static step => step.Outputs))
            {
                walker.WalkStep(output.Value);
            }
        }
    }

    // Only 'Collect' and 'Combine' make arrays and tuples, and the compiler compares those by their items.
    private void WalkStep(object? value)
    {
        switch (value)
        {
            case ITuple tuple:
                for (var index = 0; index < tuple.Length; index++)
                {
                    WalkStep(tuple[index]);
                }

                break;
            case IEnumerable items when value.GetType().Name == "ImmutableArray`1":
                foreach (var item in items)
                {
                    WalkStep(item);
                }

                break;
            default:
                WalkValue(value, _step);
                break;
        }
    }

    private void WalkValue(object? value, string path)
    {
        if (value is null)
        {
            return;
        }

        WalkType(value.GetType(), path);
        if (IsPlain(value.GetType()))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                WalkValue(item, path + "[]");
            }

            return;
        }

        foreach (var field in FieldsOf(value.GetType()))
        {
            WalkValue(field.GetValue(value), $"{path}.{NameOf(field)}");
        }
    }

    // By its types too, so that a member that is null this time is found.
    private void WalkType(Type type, string path)
    {
        if (IsPlain(type) || !_seen.Add(type))
        {
            return;
        }

        Assert.False(IsCompilerType(type), $"A model captures the compiler's {type.Name}: {path}.");
        if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            Assert.True(IsEquatableArray(type), $"A model has a bare collection, {type.Name}: {path}.");
            WalkType(type.GetGenericArguments()[0], path + "[]");
            return;
        }

        foreach (var field in FieldsOf(type))
        {
            WalkType(field.FieldType, $"{path}.{NameOf(field)}");
        }
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Type);

    private static bool IsCompilerType(Type type) =>
        type.GetInterfaces().Concat(BasesOf(type)).Any(static part =>
            part.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (Type? part = type; part is not null; part = part.BaseType)
        {
            yield return part;
        }
    }

    private static bool IsEquatableArray(Type type) =>
        type.IsGenericType && type.Name == "EquatableArray`1" && type.GetInterfaces().Contains(typeof(IEquatable<>).MakeGenericType(type));

    private static FieldInfo[] FieldsOf(Type type) => type == typeof(object)
        ? []
        :
        [
            .. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            .. FieldsOf(type.BaseType ?? typeof(object)),
        ];

    private static string NameOf(FieldInfo field) => field.Name.TrimStart('<').Split('>')[0];
}
