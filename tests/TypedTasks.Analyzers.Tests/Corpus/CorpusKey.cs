using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>
/// What a wrong program shows: its rules, and the marked lines with each operand replaced by its kind. Names of the program's own
/// say nothing, those of the framework and of the runtime do.
/// </summary>
internal static class CorpusKey
{
    public static string Of(CorpusFile file)
    {
        var (compilation, tree) = CorpusRun.Compile(file);
        var model = compilation.GetSemanticModel(tree);
        var known = KnownTypes.Of(compilation)!;
        var text = tree.GetText();
        var keys = file.Expected.Select(e =>
        {
            var parts = e.Split(": ");
            var line = text.Lines[int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) - 1];
            var tokens = tree.GetRoot().DescendantTokens().Where(t => line.Span.Contains(t.SpanStart)).ToList();
            // A line of the contracts, or of another comment, has no tokens.
            return tokens.Count == 0 ? $"{parts[1]} {line}" : $"{parts[1]} {string.Join(" ", Kinds(tokens, model, known))}";
        });
        return string.Join(" / ", keys.Append(string.Join(" ", file.Lines.Where(static l => l.StartsWith("//", StringComparison.Ordinal) && !l.Contains("right/", StringComparison.Ordinal)))));
    }

    private static IEnumerable<string> Kinds(List<SyntaxToken> tokens, SemanticModel model, KnownTypes known)
    {
        var skipped = default(Microsoft.CodeAnalysis.Text.TextSpan);
        foreach (var token in tokens)
        {
            if (skipped.Contains(token.SpanStart))
                continue;
            // A call of a factory is one operand, whatever its arguments.
            if (token.Parent is IdentifierNameSyntax { Parent: var parent } && Call(parent, token) is { } call && Side.OfType(model.GetTypeInfo(call).Type, "", known) is { } side && Factories.Of(call, model, known, default) is not null)
            {
                skipped = call.Span;
                yield return Kind(side);
                continue;
            }

            yield return token.Kind() switch
            {
                SyntaxKind.IdentifierToken => Identifier(token, model),
                SyntaxKind.StringLiteralToken => "text",
                SyntaxKind.NumericLiteralToken => "number",
                _ => token.Text,
            };
        }
    }

    private static InvocationExpressionSyntax? Call(SyntaxNode? parent, SyntaxToken name) => parent switch
    {
        InvocationExpressionSyntax call => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.SpanStart == name.SpanStart && access.Name.Identifier != name => call,
        _ => null,
    };

    private static string Kind(Side side) => side.Takes is null ? $"complete:{Kind(side.Yields)}" : $"partial:{Kind(side.Takes)}:{Kind(side.Yields)}";

    private static string Kind(ITypeSymbol? type) => type switch
    {
        null or { TypeKind: TypeKind.Error } => "unknown",
        { Name: "Unit" } => "nothing",
        INamedTypeSymbol { IsTupleType: true } tuple => $"tuple{tuple.TupleElements.Length}",
        _ when Collections.Element(type) is not null => $"list of {type.OriginalDefinition.Name}",
        { NullableAnnotation: NullableAnnotation.Annotated } => "nullable",
        { IsValueType: true } => type.Name,
        { SpecialType: not SpecialType.None } => type.Name,
        _ => "object",
    };

    private static string Identifier(SyntaxToken token, SemanticModel model)
    {
        var info = model.GetSymbolInfo(token.Parent!);
        var symbol = model.GetDeclaredSymbol(token.Parent!) ?? info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol switch
        {
            ILocalSymbol local => $"local:{Kind(local.Type)}",
            IParameterSymbol parameter => $"parameter:{Kind(parameter.Type)}",
            ITypeSymbol { Locations: [{ IsInSource: true }, ..] } => "type",
            IMethodSymbol { Locations: [{ IsInSource: true }, ..] } method => $"method:{Kind(method.ReturnType)}",
            { Locations: [{ IsInSource: true }, ..] } => "name",
            null when token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent => token.ValueText,
            null => "unknown",
            _ => token.ValueText,
        };
    }
}
