using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0010: the worker makes an instance for every run of an instance task.</summary>
public sealed class UncreatableClassAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0010";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The worker must be able to create the class of an instance task",
        "The worker cannot create '{0}' to run {1}: {2}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskClass(start, known, static (context, type, tasks) =>
        {
            var instance = tasks.Where(static t => t is { IsStatic: false, MethodKind: MethodKind.Ordinary }).Select(static t => t.Name).Distinct(StringComparer.Ordinal).ToList();
            if (instance.Count == 0 || type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || Explain(type) is not { } reason)
                return;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, type.Locations[0], type.Name, string.Join(", ", instance.Select(static n => $"'{n}'")), reason));
        });

    private static string? Explain(INamedTypeSymbol type)
    {
        if (type.IsStatic)
            return null;
        if (type.IsAbstract)
            return "it is abstract; make the tasks static, or move them to a class that can be created";
        if (TaskConstructor.Find(type) is not { } constructor)
            return "none of its constructors is internal or public";
        return TaskConstructor.Unfillable(constructor) switch
        {
            null or IParameterSymbol { Type.TypeKind: TypeKind.Error } or IPropertySymbol { Type.TypeKind: TypeKind.Error } or IFieldSymbol { Type.TypeKind: TypeKind.Error } => null,
            IParameterSymbol parameter => $"no service can fill the parameter '{parameter.Name}' of its constructor, which is {(parameter.RefKind != RefKind.None ? "passed by reference" : parameter.Type.IsRefLikeType ? "a ref struct" : "a pointer")}",
            { } member => $"no service can fill its required member '{member.Name}', which is a pointer",
        };
    }
}
