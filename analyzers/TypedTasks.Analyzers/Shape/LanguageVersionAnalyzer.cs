using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0017: what the project is compiled as, said once, and where an operator needs more.</summary>
public sealed class LanguageVersionAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0017";

    private const LanguageVersion Wanted = (LanguageVersion)1400;

    // From this version on, everything but the operators that are extensions works.
    private const LanguageVersion Least = LanguageVersion.CSharp13;

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The project is compiled as an older C#",
        "{0} needs C# 14, and this project is compiled as C# {1}: set <LangVersion>14</LangVersion> in the project file{2}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (start.Compilation is not CSharpCompilation { LanguageVersion: < Wanted and var version })
            return;
        var number = version.ToDisplayString();
        if (version < Least)
        {
            OnTaskClass(start, known, (context, type, _) =>
            {
                if (IsFirst(type, known))
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, type.Locations[0], "TypedTasks", number, ", or leave LangVersion out"));
            });
        }

        start.RegisterOperationAction(
            context =>
            {
                var operation = (IBinaryOperation)context.Operation;
                if (operation.OperatorMethod is { } method && IsExtension(method, known))
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Syntax.GetLocation(), "This operator", number, ", or write it in words, such as .Then(…)"));
            },
            OperationKind.Binary);
    }

    /// <summary>One report is enough for a project.</summary>
    private static bool IsFirst(INamedTypeSymbol type, KnownTypes known) =>
        SymbolEqualityComparer.Default.Equals(known.Tasks.Own.FirstOrDefault()?.ContainingType, type);

    private static bool IsExtension(IMethodSymbol method, KnownTypes known) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, known.Complete.ContainingAssembly)
        && method.ContainingType is { ContainingType: not null } or { IsStatic: true };
}
