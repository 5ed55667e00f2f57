using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads classes that have handlers: their lifetime, and how one is made.</summary>
internal static class HandlerClassReader
{
    private const int Singleton = 0;
    private const int Scoped = 1;

    // What the constructor of a legal class takes, and whether one is not finished: asked by each handler of the class.
    private static readonly TypeReadings<ImmutableArray<ServiceShape>?> _services = new();
    private static readonly TypeReadings<bool> _unfinished = new();

    public static bool IsScoped(INamedTypeSymbol handlerClass) => ReadLifetime(handlerClass) == Scoped;

    public static Violation? FindLifetimeViolation(INamedTypeSymbol handlerClass) =>
        ReadLifetime(handlerClass) is Singleton or Scoped
            ? null
            : new Violation(
                RuleIds.OptionIsIllegal,
                $"Class '{handlerClass.FullName()}' has no known lifetime. Name a member of HandlerLifetime.");

    /// <summary>Tells whether a constructor has something that the compiler reports.</summary>
    public static bool IsUnfinished(INamedTypeSymbol handlerClass, Compilation compilation) => _unfinished.Get(
        handlerClass, compilation, static (type, _) => type.InstanceConstructors.Any(HandlerReader.IsUnfinished));

    /// <summary>Reads what the class's constructor takes, up to the first violation.</summary>
    public static Violation? Read(
        INamedTypeSymbol handlerClass, string handler, Compilation compilation, out ImmutableArray<ServiceShape> services)
    {
        if (_services.Get(handlerClass, compilation, ReadLegal) is { } legal)
        {
            services = legal;
            return null;
        }

        services = [];
        return Read(handlerClass, handler, ImmutableArray.CreateBuilder<ServiceShape>());
    }

    private static ImmutableArray<ServiceShape>? ReadLegal(INamedTypeSymbol handlerClass, Compilation compilation)
    {
        var services = ImmutableArray.CreateBuilder<ServiceShape>();
        return Read(handlerClass, string.Empty, services) is null ? services.ToImmutable() : null;
    }

    private static Violation? Read(INamedTypeSymbol handlerClass, string handler, ImmutableArray<ServiceShape>.Builder services)
    {
        if (handlerClass.TypeKind != TypeKind.Class || handlerClass.IsAbstract)
        {
            return new Violation(
                RuleIds.ClassCannotBeMade,
                $"{handler} needs an instance, but '{handlerClass.FullName()}' cannot be made. "
                + "Move it to a concrete class, or make it static.");
        }

        if (HasRequiredMembers(handlerClass))
        {
            return new Violation(
                RuleIds.ClassCannotBeMade,
                $"{handler} is in a class with required members, which generated code cannot set. Take them as constructor parameters.");
        }

        return FindConstructor(handlerClass, handler, out var constructor) ?? ReadServices(constructor!, handlerClass, services);
    }

    private static int ReadLifetime(INamedTypeSymbol handlerClass)
    {
        var attribute = handlerClass.FindAttribute(KnownNames.Library, KnownNames.HandlerClassAttribute);
        return attribute?.ConstructorArguments is [{ Value: int lifetime }] ? lifetime : Singleton;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol handlerClass)
    {
        for (INamedTypeSymbol? type = handlerClass; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (type.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }

    private static Violation? FindConstructor(INamedTypeSymbol handlerClass, string handler, out IMethodSymbol? constructor)
    {
        var candidates = handlerClass.InstanceConstructors.Where(candidate => IsCallable(candidate, handlerClass)).ToArray();
        if (candidates.Length > 1)
        {
            var marked = candidates.Where(static candidate => candidate.FindAttribute(
                KnownNames.DependencyInjection, "ActivatorUtilitiesConstructorAttribute") is not null).ToArray();
            candidates = marked.Length == 1 ? marked : candidates;
        }

        constructor = candidates.FirstOrDefault();
        return candidates.Length switch
        {
            1 => null,
            0 => new Violation(
                RuleIds.ClassCannotBeMade,
                $"{handler} needs an instance, but '{handlerClass.FullName()}' has no accessible constructor. "
                + "Make one public or internal."),
            _ => new Violation(
                RuleIds.SeveralConstructors,
                $"{handler} needs an instance, but '{handlerClass.FullName()}' has several constructors. "
                + "Keep one, or mark one with [ActivatorUtilitiesConstructor]."),
        };
    }

    // A record's copy constructor makes nothing new.
    private static bool IsCallable(IMethodSymbol constructor, INamedTypeSymbol handlerClass) =>
        constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && !constructor.IsForbidden()
        && !(constructor.Parameters is [var only] && SymbolEqualityComparer.Default.Equals(only.Type, handlerClass));

    private static Violation? ReadServices(
        IMethodSymbol constructor, INamedTypeSymbol handlerClass, ImmutableArray<ServiceShape>.Builder services)
    {
        foreach (var parameter in constructor.Parameters)
        {
            var reading = ServiceReader.Read(parameter, $"the constructor of '{handlerClass.FullName()}'");
            if (reading.Shape is not { } service)
            {
                return reading.Violation;
            }

            services.Add(service);
        }

        return null;
    }
}
