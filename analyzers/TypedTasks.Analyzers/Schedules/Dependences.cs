using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Schedules;

/// <summary>Finds what the function of a schedule depends on beside its run, through members and variables of the project.</summary>
internal sealed class Dependences(Compilation compilation, IOperation function, CancellationToken cancellation)
{
    private const int MaxDepth = 8;

    // A cycle adds nothing to the way.
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);

    /// <summary>What an operation of the function depends on, by itself or by what it uses; null for nothing.</summary>
    public Dependence? Of(IOperation operation)
    {
        seen.Clear();
        return Of(operation, 0);
    }

    private Dependence? Of(IOperation operation, int depth) =>
        Dependence.Of(operation, depth == 0 ? function : null) ?? (Used(operation) is { } symbol && depth < MaxDepth && seen.Add(symbol) ? Follow(symbol, depth) : null);

    private static ISymbol? Used(IOperation operation) => operation switch
    {
        { Parent: INameOfOperation } => null,
        IInvocationOperation { TargetMethod: var method } => method,
        IMethodReferenceOperation { Method: var method } => method,
        IObjectCreationOperation { Constructor: var constructor } => constructor,
        IPropertyReferenceOperation { Property: var property } => property,
        IFieldReferenceOperation { Field: { IsConst: false } field } => field,
        ILocalReferenceOperation { Local: { IsConst: false } local } => local,
        _ => null,
    };

    private Dependence? Follow(ISymbol symbol, int depth)
    {
        // What stands in the function is looked at where it stands.
        if (Dependence.IsWithin(symbol, function))
            return null;
        foreach (var body in symbol.OriginalDefinition.DeclaringSyntaxReferences.SelectMany(r => Bodies(r.GetSyntax(cancellation))))
        {
            cancellation.ThrowIfCancellationRequested();

            // The member may stand in another file than the call. Generated code is of the generator, and depends on nothing.
            if (!compilation.ContainsSyntaxTree(body.SyntaxTree) || body.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
                continue;
#pragma warning disable RS1030
            var operation = compilation.GetSemanticModel(body.SyntaxTree).GetOperation(body, cancellation);
#pragma warning restore RS1030
            foreach (var inner in operation?.DescendantsAndSelf() ?? [])
            {
                if (Of(inner, depth + 1) is { } found)
                    return found with { Path = $"{Name(symbol)} → {found.Path}" };
            }
        }

        return null;
    }

    /// <summary>What runs, or has run, for a value: a body, a getter or an initializer.</summary>
    private static IEnumerable<SyntaxNode> Bodies(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } expression } => [expression.Expression],
        PropertyDeclarationSyntax property => (property.AccessorList?.Accessors.Where(static a => a.Keyword.ValueText == "get").SelectMany(static a => Bodies(a)) ?? []).Concat(Value(property.Initializer)),
        AccessorDeclarationSyntax accessor => [.. new SyntaxNode?[] { accessor.Body, accessor.ExpressionBody?.Expression }.OfType<SyntaxNode>()],
        BaseMethodDeclarationSyntax method => [.. new SyntaxNode?[] { method.Body, method.ExpressionBody?.Expression }.OfType<SyntaxNode>()],
        LocalFunctionStatementSyntax local => [.. new SyntaxNode?[] { local.Body, local.ExpressionBody?.Expression }.OfType<SyntaxNode>()],
        VariableDeclaratorSyntax variable => Value(variable.Initializer),
        _ => [],
    };

    private static IEnumerable<SyntaxNode> Value(EqualsValueClauseSyntax? initializer) => initializer is null ? [] : [initializer.Value];

    private static string Name(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType.Name : symbol.Name;
}
