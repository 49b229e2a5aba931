using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1010: a group that is written without members.</summary>
public sealed class EmptyGroupAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1010";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A group has no members",
        "'{0}' has no members, so it runs nothing {1}: give it members, or leave the group out",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        var group = known.Find("TypedTasks.Group");
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, group)
                    || call.TargetMethod.Name is not ("Of" or "FirstOf")
                    || call.Syntax is not InvocationExpressionSyntax syntax
                    || !IsEmpty(syntax.ArgumentList.Arguments)
                    || IsOneOfSeveral(syntax))
                {
                    return;
                }

                var consequence = call.TargetMethod.Name == "Of" ? "and yields an empty list" : "and fails when it is built";
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), Side.Shorten(syntax), consequence));
            },
            OperationKind.Invocation);
    }

    private static bool IsEmpty(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        arguments.Count == 0
        || (arguments is [{ Expression: var only }] && only is CollectionExpressionSyntax { Elements.Count: 0 }
            or ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [LiteralExpressionSyntax { Token.ValueText: "0" }] }] }
            or ArrayCreationExpressionSyntax { Initializer.Expressions.Count: 0 }
            or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "Empty" } } });

    /// <summary>One branch of several may well be empty.</summary>
    private static bool IsOneOfSeveral(SyntaxNode syntax) =>
        syntax.Parent is ConditionalExpressionSyntax or SwitchExpressionArmSyntax or ReturnStatementSyntax
        || syntax.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression };
}
