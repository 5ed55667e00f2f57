using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>TB4011: declares subscriptions.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SubscriptionIsNotDeclaredCodeFix() : ContractCodeFix("TB4011");
