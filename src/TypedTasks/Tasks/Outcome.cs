namespace TypedTasks;

/// <summary>How a settled part of a flow ended: with a value, or with a failure.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Outcome<T>
{
    private readonly T value;

    private Outcome(T value, TaskFailure? failure)
    {
        this.value = value;
        Failure = failure;
    }

    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>Why it failed, or null.</summary>
    public TaskFailure? Failure { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public T Value => Failure is null
        ? value
        : throw new InvalidOperationException($"There is no value: {Failure.Type}: {Failure.Message}");

    /// <summary>The value, or another one where it failed.</summary>
    /// <param name="otherwise">The other one.</param>
    public T ValueOr(T otherwise) => Failure is null ? value : otherwise;

    /// <summary>An outcome with a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>An outcome with a failure.</summary>
    /// <param name="failure">The failure.</param>
    public static implicit operator Outcome<T>(TaskFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(default!, failure);
    }

    /// <inheritdoc/>
    public override string ToString() => Failure is null ? $"{value}" : $"failed: {Failure.Type}: {Failure.Message}";
}
