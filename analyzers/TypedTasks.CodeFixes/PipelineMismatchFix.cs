using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1001 and TT1014 by what the diagnostic says would help, or by a task that converts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PipelineMismatchFix() : TaskFix(PipelineMismatchAnalyzer.Id, SignatureExpectedAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.GetValueOrDefault(Remedies.Key) is not { } remedy)
            return;
        if (remedy == Remedies.Import)
        {
            Offer(context, diagnostic, "Add using TypedTasks", $"{nameof(PipelineMismatchFix)}.{remedy}", _ => Task.FromResult(context.Document.WithSyntaxRoot(Import.Add(root))));
            return;
        }

        if (node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } step)
            return;
        diagnostic.Properties.TryGetValue(Remedies.DataKey, out var data);
        while (step.Span != diagnostic.Location.SourceSpan && step.Parent is ExpressionSyntax outer && diagnostic.Location.SourceSpan.Contains(outer.Span))
            step = outer;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        while (step.Parent is ParenthesizedExpressionSyntax parentheses)
            step = parentheses;
        var binary = Pipeline.Operator(step);
        var isLeft = data?.StartsWith(Explanation.Left, StringComparison.Ordinal) == true;
        var target = Member(isLeft && binary is not null ? Pipeline.Last(binary.Left) : step, isLeft ? data!.Substring(Explanation.Left.Length) : data);
        var known = KnownTypes.Of(model.Compilation)!;
        var scope = new FactoryScope(model, known, context.CancellationToken);
        var isImported = Scene.IsImported(model, step.SpanStart, known);
        var group = Import.Spell("Group", model, step.SpanStart);
        switch (remedy)
        {
            case Remedies.Each:
                Replace("Run it once for each element, with .Each()", target, static t => Pipeline.Call(t, "Each"));
                break;
            case Remedies.LeaveOutEach:
                Replace("Leave out .Each()", target, Pipeline.WithoutEach);
                break;
            case Remedies.Group when binary is not null:
                Replace("Make a list of one, with Group.Of(…)", binary.Left, l => Pipeline.GroupOf(group, [l.WithoutTrivia()]).WithTriviaFrom(l));
                break;
            case Remedies.TupleToGroup when binary is not null && Pipeline.Last(binary.Left) is TupleExpressionSyntax tuple:
                Replace("Make the tuple a group, with Group.Of(…)", tuple, t => Pipeline.GroupOf(group, ((TupleExpressionSyntax)t).Arguments).WithTriviaFrom(t));
                break;
            case Remedies.GroupToTuple when step.FirstAncestorOrSelf<InvocationExpressionSyntax>(static i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Of" }) is { } members
                && scope.CanBeTuple(members):
                Replace("Make the group a tuple", members, static g => Pipeline.Tuple((InvocationExpressionSyntax)g));
                break;
            case Remedies.Order when binary is not null && Pipeline.Last(binary.Left) is TupleExpressionSyntax tuple:
                Replace("Put the members of the tuple in order", tuple, t => Pipeline.Reorder((TupleExpressionSyntax)t, [.. data!.Split(',').Select(static i => int.Parse(i, CultureInfo.InvariantCulture))]));
                break;
            case Remedies.Join when binary is not null:
                Replace("Name the first tuple, with .Join()", binary.Left, static l => Pipeline.Call(l, "Join"));
                break;
            case Remedies.JoinMember:
                Replace("Make the tuple one step, with .Join()", target, static t => Pipeline.Call(t, "Join"));
                break;
            case Remedies.PassOver when scope.Input(target) is { } input:
                Replace($"Let it ignore the input, with Signature.Pass<{input}>() >>", target, t => Pipeline.Ignoring(SyntaxFactory.ParseExpression($"{Import.Spell("Signature", model, step.SpanStart)}.Pass<{input}>()"), (ExpressionSyntax)t));
                break;
            case Remedies.Pass when binary is not null && Carry.Past(binary, data!, model, known, context.CancellationToken) is { } carried:
                Replace("Carry along what the later step takes, with Signature.Pass", binary.Left, l => carried.WithTriviaFrom(l));
                break;
            case Remedies.GroupOf:
                Replace("Make a group, with Group.Of(…)", target, t => Pipeline.GroupOf(group, t is CollectionExpressionSyntax { Elements: var elements } ? elements.Select(static e => ((ExpressionElementSyntax)e).Expression.WithoutTrivia()) : [t.WithoutTrivia()]).WithTriviaFrom(t));
                break;
            case Remedies.Call:
                Replace($"Call {target.WithoutTrivia()}()", target, static t => SyntaxFactory.InvocationExpression((ExpressionSyntax)t.WithoutTrivia()).WithTriviaFrom(t));
                break;
            case Remedies.Pipe when binary is not null:
                Replace("Hand the result over, with |", binary, static b => Pipeline.With((BinaryExpressionSyntax)b, SyntaxKind.BitwiseOrExpression));
                break;
            case Remedies.Ignore when binary is not null:
                Replace("Ignore the result, with >>", binary, static b => Pipeline.With((BinaryExpressionSyntax)b, SyntaxKind.RightShiftExpression));
                if (scope.LeaveOut(binary) is { } shorter)
                    Replace($"Let the step before give it, with {shorter}", step, s => shorter.WithTriviaFrom(s), "LeaveOut");
                break;
            case Remedies.Supply when scope.Supply(step, binary is { RawKind: (int)SyntaxKind.RightShiftExpression } ? null : binary?.Left) is { } fuller:
                Replace($"Give the missing argument, with {fuller}", step, s => fuller.WithTriviaFrom(s));
                break;
            case Remedies.IgnoreAndSupply when binary is not null && scope.Supply(step, null) is { } complete:
                Replace(
                    $"Ignore that it yields nothing, with >> {complete}",
                    binary,
                    b => Pipeline.With(((BinaryExpressionSyntax)b).WithRight(complete.WithTriviaFrom(step)), SyntaxKind.RightShiftExpression));
                break;
            case Remedies.Convert when binary is not null:
                foreach (var converter in scope.Converters(binary.Left, target))
                {
                    if (target == step)
                        Replace($"Insert {converter}", binary.Left, l => Pipeline.Pipe((ExpressionSyntax)l, converter), $"Convert:{converter}");
                    else
                        Replace($"Insert {converter}", target, t => Pipeline.Pipe(converter, (ExpressionSyntax)t), $"Convert:{converter}");
                }

                break;
        }

        void Replace(string title, SyntaxNode old, Func<SyntaxNode, SyntaxNode> change, string? key = null) =>
            Offer(context, diagnostic, title, $"{nameof(PipelineMismatchFix)}.{key ?? remedy}", root, old, () => change(old), withImport: !isImported && Extends(remedy, key));
    }

    /// <summary>Whether what comes out needs an extension of the namespace.</summary>
    private static bool Extends(string remedy, string? key) =>
        key is null && remedy is (Remedies.Each or Remedies.GroupToTuple or Remedies.Join or Remedies.JoinMember or Remedies.PassOver or Remedies.Pass or Remedies.Pipe or Remedies.Ignore or Remedies.IgnoreAndSupply);

    private static ExpressionSyntax Member(ExpressionSyntax step, string? data) =>
        Pipeline.Unwrapped(step) is TupleExpressionSyntax tuple && int.TryParse(data, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? tuple.Arguments[index].Expression
            : step;
}
