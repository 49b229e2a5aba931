using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Shared;

internal sealed class WorkerOptionsValidator : IValidateOptions<WorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        var errors = new List<string>();
        if (options.Slots is < 1 or > 1000)
            errors.Add($"WorkerOptions.Slots is {options.Slots}: it must be from 1 to 1,000.");
        errors.AddRange(options.Queues.Where(static q => q.Value is < 1 or > 1000).Select(static q => $"WorkerOptions.Queues['{q.Key}'] is {q.Value}: a queue has from 1 to 1,000 slots."));
        if (options.Prefetch is < 0 or > 2000)
            errors.Add($"WorkerOptions.Prefetch is {options.Prefetch}: it must be from 0 to 2,000.");
        if (options.MaxDeliveries is < 2 or > 100)
            errors.Add($"WorkerOptions.MaxDeliveries is {options.MaxDeliveries}: it must be from 2 to 100.");
        if (options.MaxHandBacks is < 1 or > 1000)
            errors.Add($"WorkerOptions.MaxHandBacks is {options.MaxHandBacks}: it must be from 1 to 1,000.");
        if (options.UnknownTaskGrace < TimeSpan.Zero)
            errors.Add($"WorkerOptions.UnknownTaskGrace is {options.UnknownTaskGrace}: it must be zero or more.");
        if (options.DrainTime < TimeSpan.Zero)
            errors.Add($"WorkerOptions.DrainTime is {options.DrainTime}: it must be zero or more.");
        if (options.ReconcileInterval <= TimeSpan.Zero || options.OwedAge <= TimeSpan.Zero)
            errors.Add("WorkerOptions.ReconcileInterval and OwedAge must be more than zero.");
        if (string.IsNullOrWhiteSpace(options.Name))
            errors.Add("WorkerOptions.Name is empty: give the worker a name, or leave the default.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
