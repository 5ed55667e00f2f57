namespace TypedBus.Transports.Tests.Loop;

/// <summary>What the loop keeps for one subscription or group: what waits, what is under way, who takes it. Guarded by the server's lock.</summary>
internal sealed class LoopConsumer(LoopServer server, string filter, bool isDurable)
{
    private readonly string[] _filter = filter.Split('.');

    // What waits, by its number in the log, with how often it was delivered.
    private readonly SortedList<long, (LoopMessage Message, int Count)> _waiting = [];
    private readonly List<LoopDelivery> _underWay = [];
    private readonly List<LoopMember> _members = [];
    private int _turn;
    private int _count;
    private LoopMessage? _withheld;

    public bool IsGone => !isDurable && _members.Count == 0;

    public int UnderWay => _underWay.Count;

    public void Join(LoopMember member) => _members.Add(member);

    public void Leave(LoopMember member) => _members.Remove(member);

    public bool Takes(LoopMessage message)
    {
        if (message.Matches(_filter))
        {
            return true;
        }

        return server.Fault == LoopFault.LeaksAcrossSubjects && message.Matches([.. _filter[..^1], "*"]) && server.Hit(1) == 1;
    }

    public void Add(LoopMessage message)
    {
        _count++;
        switch (server.Fault, _count)
        {
            case (LoopFault.LosesOne, 1):
                server.Hit();
                return;
            case (LoopFault.SwapsTwo, 2):
                server.Hit();
                _withheld = message;
                return;
            case (LoopFault.DoublesOne, 2):
                server.Hit();
                Deliver(message, 0);
                break;
        }

        _waiting[message.Sequence] = (message, 0);
        Dispatch();
        if (_withheld is { } late)
        {
            _withheld = null;
            Deliver(late, 0);
        }
    }

    public bool IsUnderWay(LoopDelivery delivery) => _underWay.Contains(delivery);

    public bool Settle(LoopDelivery delivery)
    {
        var was = _underWay.Remove(delivery);
        if (was)
        {
            delivery.Member.InHand--;
        }

        return was;
    }

    public void Return(LoopDelivery delivery, bool wasTaken = true)
    {
        if (Settle(delivery))
        {
            _waiting[delivery.Message.Sequence] = (delivery.Message, wasTaken ? delivery.Count : delivery.Count - 1);
            Dispatch();
        }
    }

    /// <summary>Has the server be another one: what was under way waits again, and who has it cannot settle it.</summary>
    public void Restart()
    {
        foreach (var delivery in _underWay.ToArray())
        {
            Settle(delivery);
            _waiting[delivery.Message.Sequence] = (delivery.Message, delivery.Count);
        }

        if (server.Fault == LoopFault.LosesOnRestart)
        {
            server.Hit();
            _waiting.Clear();
        }
    }

    public void Dispatch()
    {
        while (_waiting.Count > 0 && server.MayDispatch(this) && Next() is { } member)
        {
            var (message, count) = _waiting.GetValueAtIndex(0);
            _waiting.RemoveAt(0);
            Deliver(message, count, member);
        }
    }

    private void Deliver(LoopMessage message, int count)
    {
        if (_members.Count > 0)
        {
            Deliver(message, count, Next() ?? _members[0]);
        }
        else
        {
            _waiting[message.Sequence] = (message, count);
        }
    }

    private void Deliver(LoopMessage message, int count, LoopMember member)
    {
        var delivery = new LoopDelivery(server, this, member, message, count + 1);
        member.InHand++;
        _underWay.Add(delivery);
        member.Post(delivery);
    }

    // In turn, of those that have room.
    private LoopMember? Next()
    {
        for (var tried = 0; tried < _members.Count; tried++)
        {
            var isUnjust = server.Fault == LoopFault.FeedsOneMember && _members.Count > 1;
            var member = isUnjust ? _members[server.Hit(0)] : _members[_turn++ % _members.Count];
            if (member.InHand < member.Room || (server.Fault == LoopFault.KnowsNoBounds && server.Hit(1) == 1))
            {
                return member;
            }
        }

        return null;
    }
}
