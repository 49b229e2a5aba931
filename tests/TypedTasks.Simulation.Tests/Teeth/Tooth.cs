namespace TypedTasks.Simulation.Tests;

/// <summary>A deliberate fault that the simulator must catch.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Invariant">The invariant of the design that it attacks.</param>
/// <param name="Sentence">What the product would do wrong.</param>
/// <param name="Create">Makes it, for one run.</param>
internal sealed record Tooth(string Name, int Invariant, string Sentence, Func<DeliberateFault> Create)
{
    public static readonly IReadOnlyList<Tooth> All =
    [
        new("ReconcilerIsDropped", 1, "Nobody sends what a crash left owed.", static () => new ReconcilerIsDropped()),
        new("OwedRowIsSkipped", 1, "What a join makes due is sent, but not written down as owed.", static () => new OwedRowIsSkipped()),
        new("RetryReusesItsId", 1, "The next attempt has the message id of the one before.", static () => new RetryReusesItsId()),
        new("DeadLettersAreUnread", 1, "Nobody fails the flows whose messages the broker gave up.", static () => new DeadLettersAreUnread()),
        new("UnrunIsNotParked", 1, "A message that is settled unrun because its flow has failed is not kept for a retry.", static () => new UnrunIsNotParked()),
        new("CarriedOverIsNotOwed", 1, "A message that comes after the retry of its flow is carried over, and nobody sends it.", static () => new CarriedOverIsNotOwed()),
        new("HandBackIsLost", 1, "A worker that stops completes what it should give back.", static () => new HandBackIsLost()),
        new("PermitIsLeftBehind", 1, "A message that is sent on leaves its permit to the run before it, which never gives it back.", static () => new PermitIsLeftBehind()),
        new("LinesAreUnread", 1, "Nobody looks at a line whose turn a crash has left where it was.", static () => new LinesAreUnread()),
        new("ResumedHasItsOldId", 1, "What a broker has lost is sent again under the id that it had.", static () => new ResumedHasItsOldId()),
        new("HandOffIsNotKept", 1, "What a step hands off is not kept in its place.", static () => new HandOffIsNotKept()),
        new("BodyIsSentBeforeItsMember", 2, "The body's message is sent before the member that decides the join is recorded.", static () => new BodyIsSentBeforeItsMember()),
        new("LatestMemberWins", 2, "A member that is recorded again takes the place of the first value.", static () => new LatestMemberWins()),
        new("JoinCountsMessages", 2, "A member that comes twice counts as two.", static () => new JoinCountsMessages()),
        new("SendsAndCompletionAreApart", 3, "Messages are sent one by one, and the one received is completed last.", static () => new SendsAndCompletionAreApart()),
        new("MessageIdsAreFresh", 3, "Every hand-off gives its messages new ids.", static () => new MessageIdsAreFresh()),
        new("ReturnedPlanIsTheLatest", 3, "A step that runs again goes on with the plan that it returned last.", static () => new ReturnedPlanIsTheLatest()),
        new("ClaimCheckIsTheLatest", 3, "A large value that is stored again takes the place of the first.", static () => new ClaimCheckIsTheLatest()),
        new("FanOutIsOneTransaction", 3, "All members of a large group are started in one transaction.", static () => new FanOutIsOneTransaction(int.MaxValue)),
        new("FanOutIsNotMeasured", 3, "Members are started in one transaction whatever their size.", static () => new FanOutIsOneTransaction(SimBroker.MostSends)),
        new("LaterAttemptsAreNotLookedUp", 3, "An attempt that is not the first runs without a look at what is recorded.", static () => new LaterAttemptsAreNotLookedUp()),
        new("ReplaySendsTheLetter", 3, "A replayed dead letter is sent as it was, in the generation that has ended.", static () => new ReplaySendsTheLetter()),
        new("MembersInOrderOfArrival", 4, "The results of a join are in the order in which its members ended.", static () => new MembersInOrderOfArrival()),
        new("WindowsStartAtTheFirst", 4, "A part of a list is read from the start of the list.", static () => new WindowsStartAtTheFirst()),
        new("ListOfOneIsItsElement", 5, "A group of one member yields the value of the member.", static () => new ListOfOneIsItsElement()),
        new("EmptyListIsNothing", 5, "A group without members yields no value.", static () => new EmptyListIsNothing()),
        new("SideBranchIsNotStarted", 6, "The end of a scope does not start its side branch.", static () => new SideBranchIsNotStarted()),
        new("SideBranchIsStartedAgain", 6, "Whoever sees the end of a scope starts its side branch.", static () => new SideBranchIsStartedAgain()),
        new("ValuesAreFreedUnderBranches", 6, "The values of a flow that has succeeded are freed although side branches need them.", static () => new ValuesAreFreedUnderBranches()),
        new("ExpiryStartsNoErrorBranch", 6, "A deadline ends the flow and starts no error branch.", static () => new ExpiryStartsNoErrorBranch()),
        new("OldFailureCounts", 6, "A failure of before the retry fails the retry.", static () => new OldFailureCounts()),
        new("OutageIsTheTasksFault", 6, "A store that is away counts as a failed attempt.", static () => new OutageIsTheTasksFault()),
        new("FailureIsOutvoted", 6, "A failed member does not fail its join.", static () => new FailureIsOutvoted()),
        new("CompensationsDoNotWait", 6, "Compensations start while steps of the flow still run.", static () => new CompensationsDoNotWait()),
        new("CompensationIsForgotten", 6, "The last scope that has succeeded is not undone.", static () => new CompensationIsForgotten()),
        new("CancellationsAreUnread", 7, "No worker looks whether a scope is cancelled.", static () => new CancellationsAreUnread()),
        new("LookMayBeOld", 7, "A worker trusts a look at the cancelled scopes that is a minute old.", static () => new LookMayBeOld()),
        new("LaterEndOverwrites", 7, "A flow that has ended ends once more.", static () => new LaterEndOverwrites()),
        new("RetryWaitsInMemory", 8, "A worker completes the message of a failed attempt and waits for the next one itself.", static () => new WaitsInMemory(static m => m.Attempt > 0)),
        new("DelayedStepWaitsInMemory", 8, "A worker keeps the steps that are not due yet.", static () => new WaitsInMemory(static m => m.Attempt == 0)),
        new("PermitsAreGranted", 8, "A step that has to wait for a permit runs at once.", static () => new PermitsAreGranted()),
        new("SchedulesAreIgnored", 9, "A transport delivers scheduled messages at once.", static () => new SchedulesAreIgnored()),
        new("BodiesShareABuffer", 9, "A transport in memory hands out one buffer for several messages.", static () => new BodiesShareABuffer()),
        new("OrderedRetryIsSentAgain", 10, "A failed attempt of a step with an ordering key is sent again as a message of its own.", static () => new OrderedRetryIsSentAgain()),
        new("LinesAreNotLocked", 10, "A message comes while another of its line is with a worker.", static () => new LinesAreNotLocked()),
        new("GivenBackGoesLast", 10, "A message that comes again stands at the end of its line.", static () => new GivenBackGoesLast()),
        new("KeyIsNotHeld", 11, "A running flow does not hold its unique key.", static () => new KeyIsNotHeld()),
        new("WindowIsIgnored", 11, "A unique key is free at the end of its flow, before its window is over.", static () => new WindowIsIgnored()),
        new("KeyIsHeldForEver", 11, "A flow that has ended holds its unique key.", static () => new KeyIsHeldForEver()),
        new("StartsAreNotReserved", 11, "A step with a rate limit starts at once.", static () => new StartsAreNotReserved()),
        new("EverybodyHasTheTurn", 11, "A line lets in whoever comes.", static () => new EverybodyHasTheTurn()),
        new("RunningFlowIsPurged", 11, "A flow that runs is purged.", static () => new RunningFlowIsPurged()),
        new("RetentionIsIgnored", 11, "A flow is purged as soon as it has ended.", static () => new RetentionIsIgnored()),
        new("HandBackCounts", 12, "What a worker hands back when it stops counts as a delivery.", static () => new HandBackCounts()),
        new("LastRunsAmongOthers", 12, "A message on its last delivery runs beside others, and takes them with it.", static () => new LastRunsAmongOthers()),
        new("OutageCounts", 12, "What comes while the store is away counts as a delivery.", static () => new OutageCounts()),
        new("EventIsTheLatest", 13, "An event that comes again is said to be the one that is recorded.", static () => new EventIsTheLatest()),
        new("EarlyEventIsForgotten", 13, "An event that comes before its wait is taken, and kept where the wait does not find it.", static () => new EarlyEventIsForgotten()),
        new("WaitHasNoEnd", 13, "The time-out of a wait decides nothing.", static () => new WaitHasNoEnd()),
        new("WaitIsDecidedTwice", 13, "A flow goes on with the time-out of a wait although the event was recorded before.", static () => new WaitIsDecidedTwice()),
        new("OccurrenceStartsTwice", 14, "Each node that proposes an occurrence starts a flow of it.", static () => new OccurrenceStartsTwice()),
        new("OccurrenceIsPassedOver", 14, "An occurrence is counted as decided, and nobody has decided it.", static () => new OccurrenceIsPassedOver()),
        new("OccurrencesOverlap", 14, "An occurrence starts although an earlier one runs.", static () => new OccurrencesOverlap()),
        new("OccurrenceComesEarly", 14, "The first message of an occurrence does not wait until it is due.", static () => new OccurrenceComesEarly()),
    ];

    public override string ToString() => Name;
}
