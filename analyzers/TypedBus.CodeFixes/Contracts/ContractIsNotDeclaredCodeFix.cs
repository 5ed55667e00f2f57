using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>TB4010: declares events, members and types.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ContractIsNotDeclaredCodeFix() : ContractCodeFix("TB4010");
