using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedTasks.Analyzers.Contracts;

/// <summary>TaskContracts.txt as it was when the project last shipped.</summary>
internal sealed class ContractFile
{
    public const string Name = "TaskContracts.txt";

    private readonly Dictionary<string, Contract> contracts = new(StringComparer.Ordinal);

    private ContractFile(SourceText text)
    {
        var lines = ImmutableArray.CreateBuilder<(Contract, TextSpan)>();
        var wrong = ImmutableArray.CreateBuilder<(TextSpan, string)>();
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.Length == 0 || content[0] == '#')
                continue;
            if (Contract.Parse(content) is not { } contract)
                wrong.Add((line.Span, "it is neither 'task name(parameter: type): result' nor 'event name: type' nor 'type Name { property: type }' nor 'enum Name { Member: value }'"));
            else if (contracts.ContainsKey(contract.Key))
                wrong.Add((line.Span, $"'{contract.Key}' is recorded above already"));
            else
                lines.Add((contracts[contract.Key] = contract, line.Span));
        }

        Lines = lines.ToImmutable();
        Wrong = wrong.ToImmutable();
    }

    public ImmutableArray<(Contract Contract, TextSpan Span)> Lines { get; }

    public ImmutableArray<(TextSpan Span, string Reason)> Wrong { get; }

    public static bool Is(AdditionalText file) => string.Equals(Path.GetFileName(file.Path), Name, StringComparison.OrdinalIgnoreCase);

    public static ContractFile Parse(SourceText text) => new(text);

    public Contract? Find(string kind, string name) => contracts.TryGetValue($"{kind} {name}", out var contract) ? contract : null;
}
