namespace TypedBus.Transports.Tests.Loop;

/// <summary>What the loop keeps for one subscription or group: what waits, what is under way, who takes it. Guarded by the server's lock.</summary>
internal sealed class LoopConsumer(LoopServer server, string filter, bool isDurable)
{
    private readonly string[] _filter = filter.Split('.');

    // What waits, by its place, with how often it was delivered. A place is kept from one delivery to the next.
    private readonly SortedList<int, (LoopMessage Message, int Count)> _waiting = [];
    private readonly List<LoopDelivery> _underWay = [];
    private readonly List<LoopMember> _members = [];
    private int _turn;
    private int _places;
    private LoopMessage? _withheld;
    private bool _losesNext;

    public bool IsGone => !isDurable && _members.Count == 0;

    public int UnderWay => _underWay.Count;

    public void Join(LoopMember member) => _members.Add(member);

    public void Leave(LoopMember member) => _members.Remove(member);

    public bool Takes(LoopSubject subject)
    {
        if (subject.Matches(_filter))
        {
            return true;
        }

        return server.Fault == LoopFault.LeaksAcrossSubjects && subject.Matches([.. _filter[..^1], "*"]) && server.Hit(1) == 1;
    }

    public void Add(LoopMessage message)
    {
        var place = ++_places;
        if (_losesNext)
        {
            _losesNext = false;
            return;
        }

        switch (server.Fault, place)
        {
            case (LoopFault.LosesOne, 1):
                server.Hit();
                return;
            case (LoopFault.SwapsTwo, 2):
                server.Hit();
                _withheld = message;
                return;
            case (LoopFault.SwapsTwo, 3):
                _waiting.Add(++_places, (_withheld!, 0));
                break;
            case (LoopFault.DoublesOne, 2):
                server.Hit();
                _waiting.Add(++_places, (message, 0));
                break;
        }

        _waiting.Add(place, (message, 0));
        Dispatch();
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
            _waiting.Add(delivery.Place, (delivery.Message, wasTaken ? delivery.Count : delivery.Count - 1));
            Dispatch();
        }
    }

    public void ReturnAll(LoopMember member)
    {
        foreach (var delivery in _underWay.FindAll(delivery => delivery.Member == member))
        {
            Return(delivery);
        }
    }

    /// <summary>Has the server be another one: what was under way waits again, and who has it cannot settle it.</summary>
    public void Restart()
    {
        foreach (var delivery in _underWay.ToArray())
        {
            Settle(delivery);
            _waiting.Add(delivery.Place, (delivery.Message, delivery.Count));
        }

        if (server.Fault == LoopFault.LosesOnRestart)
        {
            server.Hit();
            _waiting.Clear();
            _losesNext = true;
        }
    }

    public void Dispatch()
    {
        while (_waiting.Count > 0 && server.MayDispatch(this) && Next() is { } member)
        {
            var (place, (message, count)) = (_waiting.GetKeyAtIndex(0), _waiting.GetValueAtIndex(0));
            _waiting.RemoveAt(0);
            var delivery = new LoopDelivery(server, this, member, message, count + 1) { Place = place };
            member.InHand++;
            _underWay.Add(delivery);
            member.Post(delivery);
        }
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
