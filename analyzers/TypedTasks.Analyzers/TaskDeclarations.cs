using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Parsing;

namespace TypedTasks.Analyzers;

/// <summary>
/// The task methods of a file as its syntax shows them. A file that did not change is not read again: in a project of a
/// thousand tasks, to bind every attribute anew after each keystroke would cost more than all rules together.
/// </summary>
internal sealed class TaskDeclarations
{
    private static readonly ConditionalWeakTable<SyntaxTree, TaskDeclarations> Cache = new();

    private TaskDeclarations(TaskDeclaration[] all) => All = all;

    public TaskDeclaration[] All { get; }

    public static TaskDeclarations Of(SyntaxTree tree, CancellationToken cancellation) =>
        Cache.TryGetValue(tree, out var known) ? known : Cache.GetValue(tree, t => new TaskDeclarations([.. Read(t.GetRoot(cancellation))]));

    private static IEnumerable<TaskDeclaration> Read(SyntaxNode root)
    {
        var aliases = Aliases(root);
        foreach (var node in root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is not MethodDeclarationSyntax { AttributeLists.Count: > 0, Parent: TypeDeclarationSyntax type } method)
                continue;
            foreach (var attribute in method.AttributeLists.SelectMany(static l => l.Attributes))
            {
                if (LastName.Of(attribute.Name) is not ("Task" or "TaskAttribute") && !aliases.Contains(attribute.Name.ToString()))
                    continue;
                var (name, isKnown) = Name(attribute);
                var formerly = Formerly(attribute);
                yield return new TaskDeclaration(
                    MetadataName(type),
                    method.Identifier.ValueText,
                    name ?? TaskNames.Default(type.Identifier.ValueText, method.Identifier.ValueText),
                    formerly ?? [],
                    name is not null,
                    isKnown && formerly is not null);
            }
        }
    }

    private static HashSet<string> Aliases(SyntaxNode root) =>
    [
        .. ((CompilationUnitSyntax)root).Usings
            .Where(static u => u.Alias is not null && LastName.Of(u.NamespaceOrType as NameSyntax) == "TaskAttribute")
            .Select(static u => u.Alias!.Name.Identifier.ValueText),
    ];

    /// <summary>The name that the attribute gives; not known where it is a constant of some other place.</summary>
    private static (string? Name, bool IsKnown) Name(AttributeSyntax attribute)
    {
        var argument = attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals is null);
        return argument?.Expression switch
        {
            null => (null, true),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => (null, true),
            LiteralExpressionSyntax { Token.Value: string text } => (text.Trim().Length > 0 ? text : null, true),
            _ => (null, false),
        };
    }

    /// <summary>What stands in <c>Aliases</c>; null where it is not all spelled there.</summary>
    private static string[]? Formerly(AttributeSyntax attribute)
    {
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Aliases") is not { } argument)
            return [];
        var items = argument.Expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } values } => values.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: { } values } => values.Expressions,
            CollectionExpressionSyntax list => list.Elements.Select(static e => (e as ExpressionElementSyntax)?.Expression),
            _ => [null],
        };
        var names = items.Select(static i => (i as LiteralExpressionSyntax)?.Token.Value).ToList();
        return names.TrueForAll(static n => n is string) ? [.. names.OfType<string>().Distinct(StringComparer.Ordinal)] : null;
    }

    private static string MetadataName(TypeDeclarationSyntax type)
    {
        var arity = type.TypeParameterList?.Parameters.Count ?? 0;
        var name = arity == 0 ? type.Identifier.ValueText : $"{type.Identifier.ValueText}`{arity}";
        switch (type.Parent)
        {
            case TypeDeclarationSyntax outer:
                return $"{MetadataName(outer)}+{name}";
            case BaseNamespaceDeclarationSyntax space:
                return $"{string.Join(".", space.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(static n => n.Name.ToString()))}.{name}";
            default:
                return name;
        }
    }
}
