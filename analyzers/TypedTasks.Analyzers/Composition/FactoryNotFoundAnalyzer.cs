using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1016: a factory is called by a name that does not lead to it.</summary>
public sealed class FactoryNotFoundAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1016";

    /// <summary>The class of the factories, by its full name, where it can be imported.</summary>
    internal const string Owner = nameof(Owner);

    /// <summary>What to call in the place of the method itself.</summary>
    internal const string Factory = nameof(Factory);

    private const int MostOwners = 3;

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A factory is called by a name that does not lead to it",
        "{0}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterOperationAction(
            context =>
            {
                if (context.Operation.SemanticModel is not { } model)
                    return;
                switch (context.Operation.Syntax)
                {
                    case InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } when IsUnknown(name, model, context.CancellationToken):
                        Unknown(context, name, model, known);
                        break;
                    case IdentifierNameSyntax { Parent: not (InvocationExpressionSyntax or MemberAccessExpressionSyntax) } name when IsUnknown(name, model, context.CancellationToken):
                        Unknown(context, name, model, known);
                        break;
                    case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Tasks" } tasks, Name: IdentifierNameSyntax name } } when IsUnknown(tasks, model, context.CancellationToken):
                        Unknown(context, name, model, known);
                        break;
                    case InvocationExpressionSyntax call:
                        Direct(context, call, model, known);
                        break;
                }
            },
            OperationKind.Invalid);

    private static bool IsUnknown(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        var info = model.GetSymbolInfo(name, cancellation);
        return info.Symbol is null && info.CandidateSymbols.IsEmpty && char.IsUpper(name.Identifier.ValueText.FirstOrDefault());
    }

    /// <summary>Nothing of that name is in scope, and a task elsewhere has it.</summary>
    private static void Unknown(OperationAnalysisContext context, IdentifierNameSyntax name, SemanticModel model, KnownTypes known)
    {
        var text = name.Identifier.ValueText;
        var owners = Factories.Named(text, model, name.SpanStart, known, context.CancellationToken);
        if (owners.Count is 0 or > MostOwners)
            return;
        var calls = string.Join(" or ", owners.Select(o => $"{AmbiguousFactoryAnalyzer.Read(o, model, name)}.{text}"));
        var isQualified = name.Parent is MemberAccessExpressionSyntax;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            name.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(Owner, string.Join("\n", owners.Select(static o => o.ToDisplayString()))),
            owners.Count > 1 || isQualified
                ? $"'{text}' is a task of {string.Join(" and of ", owners.Select(static o => o.ContainingType.Name))}, and its factory is not in scope: write {calls}"
                : $"'{text}' is a task of {owners[0].ContainingType.Name}, and its factory is not in scope: add 'using static {owners[0].ToDisplayString()};', or write {calls}"));
    }

    /// <summary>The method itself does not take these arguments, and one of its factories does.</summary>
    private static void Direct(OperationAnalysisContext context, InvocationExpressionSyntax call, SemanticModel model, KnownTypes known)
    {
        var info = model.GetSymbolInfo(call, context.CancellationToken);
        if (info.CandidateSymbols.OfType<IMethodSymbol>().FirstOrDefault(m => SymbolNames.Task(m) is not null) is not { } task
            || !Factories.OfTask(task, known).Any(f => Takes(f, call, model, context.CancellationToken)))
        {
            return;
        }

        var factory = DirectPlanCallAnalyzer.Factory(call, task, model, context.CancellationToken);
        var where = call.Expression is IdentifierNameSyntax ? $"Inside {task.ContainingType.Name} " : "";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            call.Expression.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(Factory, factory),
            $"{where}'{Side.Shorten(call.Expression)}' is the method itself, which needs all its arguments: write {factory}{Side.Shorten(call.ArgumentList)}, a step that is given the rest"));
    }

    private static bool Takes(IMethodSymbol factory, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count > factory.Parameters.Length && !factory.Parameters.Any(static p => p.IsParams))
            return false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = arguments[i].NameColon is { } name
                ? factory.Parameters.FirstOrDefault(p => p.Name == name.Name.Identifier.ValueText)
                : factory.Parameters[Math.Min(i, factory.Parameters.Length - 1)];
            if (parameter is null || !(parameter.IsParams || model.ClassifyConversion(arguments[i].Expression, parameter.Type).IsImplicit))
                return false;
        }

        return factory.Parameters.Skip(arguments.Count).All(p => p.HasExplicitDefaultValue || p.IsParams || arguments.Any(a => a.NameColon?.Name.Identifier.ValueText == p.Name));
    }
}
