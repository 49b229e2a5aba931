using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

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
        OnTaskClass(start, known, static (context, type, tasks) =>
        {
            foreach (var nested in type.GetTypeMembers("Tasks", 0))
            {
                foreach (var member in nested.GetMembers())
                {
                    if (member.IsImplicitlyDeclared || IsGenerated(member))
                        continue;
                    var forms = tasks.Where(t => t.Name == member.Name).SelectMany(FactoryForm.Of);
                    var key = member is IMethodSymbol method ? FactoryForm.KeyOf(method.Parameters) : null;
                    if (forms.FirstOrDefault(f => key is null || f.Key == key) is { } form)
                        context.ReportDiagnostic(Diagnostic.Create(Descriptor, member.Locations[0], member.Name, type.Name, form.Describe()));
                }
            }
        });

    private static bool IsGenerated(ISymbol member) =>
        member.Locations[0].SourceTree is not { } tree || tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
