using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads a task method that is accepted.</summary>
internal static class TaskMethodParser
{
    /// <summary>Members that signature classes inherit, which a property of the same name would hide.</summary>
    internal static readonly string[] Inherited =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "CompensateWith", "Missing", "Node", "OnSuccess", "Pass", "ResultInfo", "ResultType", "Then", "With", "WriteArguments",
    ];

    /// <summary>Reads a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="forms">The factories that are generated: bit k stands for the one that leaves out k arguments.</param>
    /// <param name="shapes">Collects the types of its arguments and its result.</param>
    /// <param name="spelling">Spells types.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TaskMethod Parse(TaskCandidate task, int forms, JsonShapeCollector shapes, TypeSpelling spelling, CancellationToken cancellation)
    {
        var (method, attribute) = (task.Method, task.Attribute);
        for (var i = 0; i < task.Kinds.Length; i++)
        {
            if (task.Kinds[i].IsData())
                shapes.Add(method.Parameters[i].Type);
        }

        if (task.Result.Type is not null)
            shapes.Add(task.Result.Type);
        var isDocumented = IsDocumented(method, cancellation);
        var taskName = TaskNames.Of(method, attribute);
        return new TaskMethod(
            method.Name,
            taskName,
            TaskNames.Aliases(attribute, taskName).ToEquatableArray(),
            TaskSettings.QueueOf(attribute),
            TaskSettings.MaxRetriesOf(attribute),
            TaskSettings.IsIdempotent(attribute),
            TaskSettings.RateLimitOf(attribute),
            TaskSettings.MaxConcurrencyOf(attribute),
            method.DeclaredAccessibility == Accessibility.Public,
            method.IsStatic,
            TaskHolder.IsContract(method.ContainingType) ? spelling.Key(method.ContainingType) : null,
            task.Result.Kind,
            task.Result.Type is null ? "global::TypedTasks.Unit" : spelling.Spell(task.Result.Type),
            Parameters(task, spelling, cancellation).ToEquatableArray(),
            forms,
            isDocumented ? method.GetDocumentationCommentId() ?? "" : "",
            isDocumented,
            Warnings(method).ToEquatableArray())
        {
            IsResultSensitive = SymbolNames.IsSensitive(method.GetReturnTypeAttributes()),
            Schedules = TaskScheduleParser.Parse(method, taskName).ToEquatableArray(),
        };
    }

    private static List<TaskParameter> Parameters(TaskCandidate task, TypeSpelling spelling, CancellationToken cancellation)
    {
        var parameters = new List<TaskParameter>(task.Kinds.Length);
        var properties = new List<string>(Inherited.Length + task.Kinds.Length);
        properties.AddRange(Inherited);
        for (var i = 0; i < task.Kinds.Length; i++)
        {
            var symbol = task.Method.Parameters[i];
            if (task.Kinds[i].IsService())
            {
                parameters.Add(TaskParameterParser.ParseService(symbol, spelling));
                continue;
            }

            var property = TaskNames.Property(symbol.Name);
            if (properties.Contains(property) || property.EndsWith("Signature", StringComparison.Ordinal))
                property = CSharpText.Unused(property + "Argument", properties);
            properties.Add(property);
            parameters.Add(TaskParameterParser.Parse(symbol, task.Kinds[i], property, spelling, cancellation) with { IsSensitive = SymbolNames.IsSensitive(symbol.GetAttributes()) });
        }

        return parameters;
    }

    private static bool IsDocumented(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var trivia in reference.GetSyntax(cancellation).GetLeadingTrivia())
            {
                if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
                    || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<string> Warnings(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (SymbolNames.Is(attribute.AttributeClass, "System", "ObsoleteAttribute") || SymbolNames.Is(attribute.AttributeClass, "System.Diagnostics.CodeAnalysis", "ExperimentalAttribute"))
            {
                var arguments = attribute.ConstructorArguments.Select(DefaultLiteral.Of).Concat(attribute.NamedArguments.Select(static a => $"{a.Key} = {DefaultLiteral.Of(a.Value)}"));
                yield return $"[{SymbolNames.Key(attribute.AttributeClass!)}({string.Join(", ", arguments)})]";
            }
        }
    }
}
