using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Body;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT3004 where the time comes from a clock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LocalTimeFix() : TaskFix(LocalTimeAnalyzer.Id)
{
    private protected override Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Now" or "Today" } access && !LosesItsZone(access))
        {
            Offer(context, diagnostic, "Take UTC", nameof(LocalTimeFix), root, access, () =>
            {
                ExpressionSyntax clock = access.WithName(SyntaxFactory.IdentifierName("UtcNow"));
                if (access.Name.Identifier.ValueText == "Today")
                    clock = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, clock.WithoutTrivia(), SyntaxFactory.IdentifierName("Date"));
                return clock.WithTriviaFrom(access);
            });
        }

        return Task.CompletedTask;
    }

    /// <summary>The date of a DateTimeOffset says no zone, and would be taken for one of this machine's.</summary>
    private static bool LosesItsZone(MemberAccessExpressionSyntax now) =>
        now.Expression.ToString().EndsWith(nameof(DateTimeOffset), StringComparison.Ordinal)
        && now.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Date" or "DateTime" or "LocalDateTime" };
}
