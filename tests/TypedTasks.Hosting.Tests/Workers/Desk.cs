using System.Collections.Concurrent;

namespace TypedTasks.Hosting.Tests;

/// <summary>Tasks that tests hold and let go.</summary>
public static partial class Desk
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new(StringComparer.Ordinal);

    /// <summary>What one test lets go.</summary>
    internal static Gate GateOf(string name) => Gates.GetOrAdd(name, static _ => new());

    [Task]
    public static async Task<int> Hold(string gate, int number, CancellationToken cancellationToken)
    {
        var held = GateOf(gate);
        held.Enter();
        try
        {
            await held.Open.Task.WaitAsync(cancellationToken);
            return number;
        }
        finally
        {
            held.Leave();
        }
    }

    [Task]
    public static int Post(int number) => number;

    internal sealed class Gate
    {
        private readonly Lock counting = new();
        private int running;

        /// <summary>How many ran at once at most.</summary>
        public int Most { get; private set; }

        /// <summary>How many have begun.</summary>
        public int Begun { get; private set; }

        /// <summary>Lets all of them end.</summary>
        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Running
        {
            get
            {
                lock (counting)
                    return running;
            }
        }

        public void Enter()
        {
            lock (counting)
            {
                Begun++;
                Most = Math.Max(Most, ++running);
            }
        }

        public void Leave()
        {
            lock (counting)
                running--;
        }
    }
}
