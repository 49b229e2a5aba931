using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>Asks a broker what only it can tell, one question after the other, each with queues of its own.</summary>
internal static class NamespaceExamination
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(Target target, IReadOnlyCollection<int> numbers, CancellationToken cancellationToken)
    {
        var administration = new ServiceBusAdministrationClient(target.Administration, new ServiceBusAdministrationClientOptions { Retry = { MaxRetries = 1 } });
        try
        {
            await administration.GetNamespacePropertiesAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return [new("N0", "The management API answers", Verdict.Wrong, Problem.Of(e)) { Advice = "Nothing was asked: the questions need queues of their own, and the right Manage." }];
        }

        var findings = new List<Finding>();
        foreach (var check in Question.All.Where(c => numbers.Count == 0 || numbers.Contains(c.Number)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await AskAsync(check, target, administration, cancellationToken);
            findings.Add(new($"N{check.Number}", check.Title, Judge(answer.AsExpected), answer.Saw) { Expects = check.Expects, Advice = check.Changes });
        }

        return findings;
    }

    private static async Task<Answer> AskAsync(
        Question check, Target target, ServiceBusAdministrationClient administration, CancellationToken cancellationToken)
    {
        try
        {
            await using var trial = new Trial(target.Connection, administration);
            return await check.RunAsync(trial, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, the other questions are still worth asking.
            return new(null, $"It could not be asked: {Problem.Of(e)}");
        }
    }

    private static Verdict Judge(bool? asExpected) => asExpected switch
    {
        true => Verdict.Fine,
        false => Verdict.Wrong,
        null => Verdict.Skipped,
    };
}
