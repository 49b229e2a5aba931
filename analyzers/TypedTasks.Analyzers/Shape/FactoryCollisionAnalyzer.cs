using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0013: a member that the user wrote into <c>Tasks</c> where a factory will be.</summary>
public sealed class FactoryCollisionAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0013";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A member of 'Tasks' collides with a factory",
        "'{0}' in {1}.Tasks has the name and parameters of {2}: the generated class would have both; give yours another name",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskClass(start, known, (context, type, _) =>
        {
            foreach (var nested in type.GetTypeMembers(TaskHolder.Factories, 0))
            {
                var forms = FactoryForms.Of(known.CandidatesOf(type).Where(static t => t.IsAccepted)).Where(static f => f.Verdict == FactoryVerdict.Generated).ToList();
                foreach (var member in nested.GetMembers())
                {
                    if (member.IsImplicitlyDeclared || IsGenerated(member))
                        continue;
                    var key = member is IMethodSymbol { Arity: 0 } method ? FactoryForm.KeyOf(method.Parameters) : null;
                    if (member is not IMethodSymbol { Arity: > 0 } && forms.Find(f => f.Task.Method.Name == member.Name && (key is null || f.Key == key)) is { } form)
                        context.ReportDiagnostic(Diagnostic.Create(Descriptor, member.Locations[0], member.Name, type.Name, Describe(form)));
                }
            }
        });

    private static string Describe(FactoryForm form)
    {
        var given = $"{form.Task.Method.Name}({string.Join(", ", form.Given.Select(static p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})";
        return form.Missing == 0 ? $"the factory {given}" : $"the factory {given}, which leaves out {string.Join(", ", form.Left.Select(static p => p.Name))}";
    }

    private static bool IsGenerated(ISymbol member) =>
        member.Locations[0].SourceTree is not { } tree || tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
