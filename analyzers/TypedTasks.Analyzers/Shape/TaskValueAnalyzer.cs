using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0014: values that the broker or the worker would refuse at run time.</summary>
public sealed class TaskValueAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0014";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A value of [Task] is out of range",
        "{0} of task '{1}' {2}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    private static string? Aliases(TypedConstant list, string name)
    {
        var aliases = list.Values.Select(static v => v.Value as string ?? "").ToList();
        return aliases.Find(static a => Values.TaskName(a) is not null) is { } wrong
            ? $"hold '{wrong}', which {(wrong.Trim().Length == 0 ? "is blank" : Values.TaskName(wrong))}"
            : aliases.Contains(name, StringComparer.Ordinal) ? $"hold '{name}', which is its name already"
            : aliases.GroupBy(static a => a, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice ? $"hold '{twice.Key}' twice"
            : null;
    }

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTask(start, known, static (context, method, attribute) =>
        {
            if (attribute.ConstructorArguments is [{ Value: string name }] && Values.TaskName(name) is { } wrongName)
                Report("The name", 0, null, wrongName);
            foreach (var argument in attribute.NamedArguments)
            {
                var problem = argument switch
                {
                    { Key: TaskSettings.Aliases, Value: { Kind: TypedConstantKind.Array, IsNull: false } aliases } => Aliases(aliases, TaskNames.Of(method, attribute)),
                    { Key: TaskSettings.Queue, Value.Value: string queue } => Values.Queue(queue),
                    { Key: TaskSettings.MaxRetries, Value.Value: int retries } when retries != -1 => Values.Retries(retries),
                    { Key: TaskSettings.RateLimit, Value.Value: string limit } => Values.RateLimit(limit),
                    { Key: TaskSettings.MaxConcurrency, Value.Value: < 0 } => "is less than 0",
                    _ => null,
                };
                if (problem is not null)
                    Report(argument.Key == TaskSettings.Queue ? "The queue" : argument.Key, 0, argument.Key, problem);
            }

            void Report(string what, int position, string? key, string problem)
            {
                var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) as AttributeSyntax;
                var list = syntax?.ArgumentList?.Arguments;
                var place = key is null
                    ? list?.ElementAtOrDefault(position)
                    : list?.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == key);
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, place?.Expression.GetLocation() ?? method.Locations[0], what, method.Name, problem));
            }
        });
}
