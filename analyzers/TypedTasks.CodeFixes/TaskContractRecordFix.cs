using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Contracts;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT4001 and TT4011, and accepts what TT4003 to TT4008 and TT4012 say: writes the contract down as it is now.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TaskContractRecordFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        TaskContractAnalyzer.NotRecorded, TaskContractAnalyzer.ParameterGone, TaskContractAnalyzer.ParameterRetyped, TaskContractAnalyzer.ParametersReordered,
        TaskContractAnalyzer.ParameterRequired, TaskContractAnalyzer.ResultChanged, TaskContractAnalyzer.ShapeChanged,
        EventContractAnalyzer.NotRecorded, EventContractAnalyzer.ValueChanged,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RecordAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (ContractLines.File(context.Document.Project) is not { } file)
            return Task.CompletedTask;
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(TaskContractAnalyzer.Record, out var record) || record is null)
                continue;
            var title = diagnostic.Id is TaskContractAnalyzer.NotRecorded or EventContractAnalyzer.NotRecorded ? $"Record it in {ContractFile.Name}" : $"Accept it, nothing is in flight: record it in {ContractFile.Name}";
            context.RegisterCodeFix(
                CodeAction.Create(title, c => ContractLines.RecordAsync(solution, file.Id, record.Split('\n'), c), nameof(TaskContractRecordFix)),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private sealed class RecordAll : FixAllProvider
    {
        public static RecordAll Instance { get; } = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var solution = context.Solution;
            foreach (var project in context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project])
            {
                if (ContractLines.File(project) is not { } file)
                    continue;
                var diagnostics = context.Scope == FixAllScope.Document && context.Document is { } document
                    ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                    : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
                var records = diagnostics
                    .Select(static d => d.Properties.TryGetValue(TaskContractAnalyzer.Record, out var record) ? record : null)
                    .OfType<string>()
                    .SelectMany(static r => r.Split('\n'));
                solution = await ContractLines.RecordAsync(solution, file.Id, records, context.CancellationToken).ConfigureAwait(false);
            }

            return CodeAction.Create($"Record all in {ContractFile.Name}", _ => Task.FromResult(solution), nameof(TaskContractRecordFix));
        }
    }
}
