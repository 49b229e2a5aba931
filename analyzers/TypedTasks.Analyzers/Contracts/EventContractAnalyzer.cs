using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Contracts;

/// <summary>TT4011 to TT4013: holds events against TaskContracts.txt, which says what has shipped and may be waited for. Without that file it is silent.</summary>
public sealed class EventContractAnalyzer() : TaskRule(NotRecordedRule, ChangedRule, GoneRule)
{
    /// <summary>The event is not recorded.</summary>
    public const string NotRecorded = "TT4011";

    /// <summary>What is said has another type.</summary>
    public const string ValueChanged = "TT4012";

    /// <summary>The event is gone.</summary>
    public const string EventGone = "TT4013";

    private static readonly DiagnosticDescriptor NotRecordedRule = new(
        NotRecorded,
        "An event is not recorded as it is",
        "Event '{0}' is not in TaskContracts.txt as it is now: record it when it ships, so that a later change that breaks flows that wait is seen",
        Rule.Contracts, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(NotRecorded));

    private static readonly DiagnosticDescriptor ChangedRule = new(
        ValueChanged,
        "What an event says has another type",
        "Event '{0}' has shipped, and what is said was {1} and is {2}, which cannot read what is recorded for flows that wait: declare a new event beside it",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(ValueChanged));

    private static readonly DiagnosticDescriptor GoneRule = new(
        EventGone,
        "An event that has shipped is gone",
        "Event '{0}' has shipped and is gone: whoever answers a flow that waits for it is refused, and the flow goes on only when its time is over; keep it until no flow waits for it",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(EventGone));

    private static readonly SourceTextValueProvider<ContractFile> Files = new(ContractFile.Parse);

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (start.Options.AdditionalFiles.FirstOrDefault(ContractFile.Is) is not { } additional
            || additional.GetText(start.CancellationToken) is not { } text
            || !start.TryGetValue(text, Files, out var file))
        {
            return;
        }

        start.RegisterSymbolAction(context => Check(context, (IPropertySymbol)context.Symbol, file), SymbolKind.Property);
        if (file.Lines.Any(static l => l.Contract.Kind == Contract.Event))
        {
            start.RegisterAdditionalFileAction(context =>
            {
                if (context.AdditionalFile.Path == additional.Path)
                    CheckFile(context, file);
            });
        }
    }

    private static void CheckFile(AdditionalFileAnalysisContext context, ContractFile file)
    {
        if (EventNames.Of(context.Compilation, context.CancellationToken) is not { } declared)
            return;
        var text = context.AdditionalFile.GetText(context.CancellationToken)!;
        foreach (var (contract, span) in file.Lines)
        {
            if (contract.Kind != Contract.Event || declared.Contains(contract.Name))
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                GoneRule,
                TaskContractAnalyzer.Place(context.AdditionalFile, text, span),
                ImmutableDictionary<string, string?>.Empty.Add(TaskContractAnalyzer.Key, contract.Key).Add(TaskContractAnalyzer.OldName, contract.Name),
                contract.Name));
        }
    }

    private static void Check(SymbolAnalysisContext context, IPropertySymbol property, ContractFile file)
    {
        if (EventDeclarations.Attribute(property) is not { } attribute || EventDeclarations.Name(attribute) is not { } name || EventDeclarations.Value(property) is not { } value)
            return;
        var current = new Contract(Contract.Event, name, [], ContractReader.Spell(value));
        var travelling = ContractReader.Travelling([value]).Select(ContractReader.Type).OfType<Contract>().ToList();
        var missing = travelling.Where(s => file.Find(s.Kind, s.Name) is null).Select(static s => s.ToString());
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(TaskContractAnalyzer.Record, string.Join("\n", missing.Prepend(current.ToString())))
            .Add(TaskContractAnalyzer.Key, current.Key);
        var types = new TypeChange(n => file.Find(Contract.Type, n) ?? file.Find(Contract.Enum, n), n => travelling.Find(s => s.Name == n));
        if (file.Find(Contract.Event, name) is not { } recorded)
            context.ReportDiagnostic(Diagnostic.Create(NotRecordedRule, property.Locations[0], properties, name));
        else if (!types.IsSafe(recorded.Result, current.Result))
            context.ReportDiagnostic(Diagnostic.Create(ChangedRule, property.Locations[0], properties, name, recorded.Result, current.Result));
        else if (recorded.ToString() != current.ToString() || missing.Any())
            context.ReportDiagnostic(Diagnostic.Create(NotRecordedRule, property.Locations[0], properties, name));
    }
}
