using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1012: [Pipeline] where no diagram can be made, or has no place.</summary>
public sealed class PipelineMemberAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1012";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A pipeline must be a member that returns a signature",
        "{0} is marked [Pipeline] and has no diagram: {1}",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (known.Find("TypedTasks.PipelineAttribute") is not { } attribute)
            return;
        start.RegisterSymbolAction(
            context =>
            {
                if (IsMarked(context.Symbol, attribute) && Explain(context.Symbol, known, context.CancellationToken) is { } reason)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Symbol.Locations[0], $"'{context.Symbol.Name}'", reason));
            },
            SymbolKind.Method,
            SymbolKind.Property);
        start.RegisterOperationAction(context => Function(context, ((ILocalFunctionOperation)context.Operation).Symbol, attribute), OperationKind.LocalFunction);
        start.RegisterOperationAction(context => Function(context, ((IAnonymousFunctionOperation)context.Operation).Symbol, attribute), OperationKind.AnonymousFunction);
    }

    private static void Function(OperationAnalysisContext context, IMethodSymbol function, INamedTypeSymbol attribute)
    {
        if (IsMarked(function, attribute))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, function.Locations[0], function.Name.Length == 0 ? "A lambda" : $"'{function.Name}'", "it is no member of a class; make it one"));
    }

    private static string? Explain(ISymbol member, KnownTypes known, CancellationToken cancellation)
    {
        var type = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method.ReturnType,
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
            _ => null,
        };
        if (type is null)
            return "only methods and properties that are read are pipelines";
        if (type.TypeKind == TypeKind.Error)
            return null;
        return type is { } && !IsSignature(type, known)
            ? $"it returns {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which is no signature; let it return one, such as ISignature<T>"
            : Place(member.ContainingType, cancellation);
    }

    /// <summary>Why the class has no place for diagrams.</summary>
    private static string? Place(INamedTypeSymbol type, CancellationToken cancellation) =>
        (TaskHolder.IsContract(type) ? (type, TaskRefusal.Kind) : TaskHolder.Obstacle(type, cancellation)) is not var (culprit, refusal) ? null : $"'{culprit.Name}' {refusal switch
        {
            TaskRefusal.Generic => "is generic, and a diagram belongs to none of its forms; put the pipeline into a class that is not",
            TaskRefusal.Hidden => culprit.IsFileLocal ? "is visible in its file only; make it internal" : "is not visible to generated code; make it internal",
            TaskRefusal.NotPartial => "is not partial, so that nothing can be added to it; make it partial",
            _ => "is neither a class nor a struct that can be added to; put the pipeline into one",
        }}";

    private static bool IsSignature(ITypeSymbol type, KnownTypes known) =>
        known.Find("TypedTasks.ISignature") is not { } signature
        || SymbolEqualityComparer.Default.Equals(type, signature)
        || type.AllInterfaces.Contains(signature, SymbolEqualityComparer.Default);

    private static bool IsMarked(ISymbol symbol, INamedTypeSymbol attribute) =>
        symbol.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
}
