"""A small SIP phone for tests: digest auth over UDP, TCP, WS and WSS; calls are signalling only, no media is sent."""
import base64, hashlib, os, queue, re, secrets, select, socket, ssl, struct, threading, time


class Failed(Exception):
    """A request was answered with an error; .code says which, 0 for no answer."""
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Message:
    def __init__(self, data):
        self.at = time.time()  # when it arrived
        head, _, self.body = data.decode('utf-8', 'replace').partition('\r\n\r\n')
        self.start, *lines = head.split('\r\n')
        self.headers = [(n.strip().lower(), v.strip()) for n, _, v in (line.partition(':') for line in lines)]
        self.code = int(self.start.split()[1]) if self.start.startswith('SIP/') else None
        self.method = self.all('cseq')[0].split()[1] if self.code else self.start.split()[0]

    def all(self, name):
        return [v for n, v in self.headers if n == name]

    def get(self, name):
        return (self.all(name) or [''])[0]

    def uri(self, name):
        found = re.search(r'<([^>]*)>', self.get(name))
        return found.group(1) if found else self.get(name).split(';')[0]


class OneAtATime:
    """A TLS socket for two threads: OpenSSL wants one at a time, else an INVITE gets lost now and then."""
    def __init__(self, sock):
        self.sock, self.lock = sock, threading.Lock()
        sock.setblocking(False)

    def recv(self, size):
        while True:
            try:
                with self.lock:
                    return self.sock.recv(size)
            except ssl.SSLWantReadError:
                select.select([self.sock], [], [], 0.5)

    def sendall(self, data):
        with self.lock:
            while data:
                try:
                    data = data[self.sock.send(data):]
                except (ssl.SSLWantWriteError, ssl.SSLWantReadError):
                    select.select([], [self.sock], [], 0.5)

    def __getattr__(self, name):
        return getattr(self.sock, name)


class Wire:
    """One connection to the server: send(bytes), and receive() gives one message or None at the end."""
    def __init__(self, transport, host, port, source='127.0.0.1'):
        self.kind, self.data = transport, b''
        self.sock = socket.socket(type=socket.SOCK_DGRAM if transport == 'udp' else socket.SOCK_STREAM)
        self.sock.bind((source, 0))
        self.sock.connect((host, port))
        self.address = '%s:%d' % self.sock.getsockname()
        if transport == 'wss':  # the rig's certificate is self-signed
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.sock = OneAtATime(context.wrap_socket(self.sock))
        if transport in ('ws', 'wss'):
            key = base64.b64encode(os.urandom(16)).decode()
            self.sock.sendall(('GET /ws HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
                               'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Protocol: sip\r\n\r\n'
                               % (host, port, key)).encode())
            while b'\r\n\r\n' not in self.data:
                self.data += self.sock.recv(4096) or b'\r\n\r\n'
            head, self.data = self.data.split(b'\r\n\r\n', 1)
            if b' 101 ' not in head:
                raise Failed(0, 'no websocket: %r' % head[:60])

    def send(self, data, opcode=1):
        if self.kind in ('ws', 'wss'):
            mask, size = os.urandom(4), len(data)
            length = bytes([0x80 | size]) if size < 126 else b'\xfe' + struct.pack('!H', size)
            data = bytes([0x80 | opcode]) + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data))
        self.sock.sendall(data)

    def _more(self, size):
        while len(self.data) < size:
            chunk = self.sock.recv(65536)
            if not chunk:
                raise EOFError
            self.data += chunk

    def receive(self):
        if self.kind == 'udp':
            return self.sock.recv(65536)
        if self.kind == 'tcp':
            while b'\r\n\r\n' not in self.data.lstrip(b'\r\n'):
                self._more(len(self.data) + 1)
            self.data = self.data.lstrip(b'\r\n')
            head = self.data.index(b'\r\n\r\n') + 4
            body = re.search(rb'\r\n(?:content-length|l)\s*:\s*(\d+)', self.data[:head], re.I)
            size = head + (int(body.group(1)) if body else 0)
            self._more(size)
            data, self.data = self.data[:size], self.data[size:]
            return data
        self._more(2)  # websocket: frames of a server are not masked
        opcode, size, head = self.data[0] & 15, self.data[1] & 127, 2
        if size == 126:
            self._more(4)
            size, head = struct.unpack('!H', self.data[2:4])[0], 4
        self._more(head + size)
        data, self.data = self.data[head:head + size], self.data[head + size:]
        if opcode == 8:
            raise EOFError
        if opcode == 9:
            self.send(data, 10)
        return data if opcode in (1, 2) else b''


class Phone:
    def __init__(self, ext, password='secret', port=5060, transport='udp', host='127.0.0.1', source='127.0.0.1',
                 trace=None):
        self.ext, self.password, self.host, self.transport, self.trace = ext, password, host, transport, trace
        self.wire = Wire(transport, host, port, source)
        self.server = 'sip:%s' % host
        self.contact = 'sip:%s@%s;transport=%s' % (
            ext, secrets.token_hex(6) + '.invalid' if 'ws' in transport else self.wire.address, transport.replace('wss', 'ws'))
        self.tag, self.call_id, self.cseq = secrets.token_hex(4), secrets.token_hex(8), 0
        self.answers, self.dialogs, self.inbound = {}, {}, queue.Queue()
        self.media = socket.socket(type=socket.SOCK_DGRAM)
        self.media.bind((source, 0))
        self.alive, self.deaf = True, False
        threading.Thread(target=self._read, daemon=True).start()

    # --- messages out
    def _send(self, lines, body='', kind='application/sdp'):
        if body:
            lines = lines + ['Content-Type: ' + kind]
        text = '\r\n'.join(lines + ['Content-Length: %d' % len(body), '', body])
        if self.trace:
            print('>>>', text, file=self.trace, flush=True)
        self.wire.send(text.encode())
        return text.encode()

    def _request(self, method, uri, to, call_id, cseq, extra=(), body='', branch=None, from_=None, kind='application/sdp'):
        """Sends a request and returns the queue of its responses."""
        branch = branch or 'z9hG4bK' + secrets.token_hex(8)
        box = self.answers.setdefault((call_id, cseq, method), queue.Queue()) if method != 'ACK' else None
        sent = self._send(['%s %s SIP/2.0' % (method, uri),
                    'Via: SIP/2.0/%s %s;branch=%s;rport' % (self.transport.upper(), self.wire.address, branch),
                    'Max-Forwards: 70', 'From: ' + (from_ or '<sip:%s@%s>;tag=%s' % (self.ext, self.host, self.tag)),
                    'To: ' + to, 'Call-ID: ' + call_id, 'CSeq: %d %s' % (cseq, method),
                    'Contact: <%s>' % self.contact if not extra or not extra[0].startswith('Contact:') else extra[0],
                    'User-Agent: rig-phone'] + [e for e in extra if not e.startswith('Contact:')], body, kind)
        if box:
            box.sent = sent
        return box

    def _final(self, box, wait=8):
        """The final response out of box; provisional ones are passed over. Over UDP the request is repeated until one comes."""
        end, again, heard = time.time() + wait, 0.5, self.transport != 'udp'
        while time.time() < end:
            try:
                answer = box.get(timeout=max(0.01, end - time.time() if heard else min(again, end - time.time())))
            except queue.Empty:
                if not heard:
                    self.wire.send(box.sent)
                    again *= 2
                continue
            if answer is None:
                raise Failed(0, 'the connection is closed')
            if answer.code >= 200:
                return answer
            heard = True
        raise Failed(0, 'no answer')

    def _authorization(self, answer, method, uri):
        name = 'authorization' if answer.code == 401 else 'proxy-authorization'
        offers = answer.all('www-authenticate' if answer.code == 401 else 'proxy-authenticate')
        offer = next((o for o in offers if 'SHA' not in o.upper().split('ALGORITHM=')[-1]), offers[0])
        p = {k.lower(): v for k, v in re.findall(r'(\w+)="?([^",]+)"?', offer)}
        md5 = lambda *parts: hashlib.md5(':'.join(parts).encode()).hexdigest()
        nonce, cnonce, nc = p['nonce'], secrets.token_hex(4), '00000001'
        ha1, ha2 = md5(self.ext, p['realm'], self.password), md5(method, uri)
        reply = md5(ha1, nonce, nc, cnonce, 'auth', ha2) if 'qop' in p else md5(ha1, nonce, ha2)
        line = '%s: Digest username="%s", realm="%s", nonce="%s", uri="%s", response="%s", algorithm=MD5' % (
            name.title(), self.ext, p['realm'], nonce, uri, reply)
        if 'qop' in p:
            line += ', qop=auth, nc=%s, cnonce="%s"' % (nc, cnonce)
        return line + (', opaque="%s"' % p['opaque'] if 'opaque' in p else '')

    # --- registration
    def register(self, expires=120, contact=None):
        extra = ['Contact: ' + (contact or '<%s>' % self.contact), 'Expires: %d' % expires]
        to = '<sip:%s@%s>' % (self.ext, self.host)
        auth = []
        for _ in range(2):
            self.cseq += 1
            answer = self._final(self._request('REGISTER', self.server, to, self.call_id, self.cseq, extra + auth))
            if answer.code != 401:
                break
            auth = [self._authorization(answer, 'REGISTER', self.server)]
        if answer.code != 200:
            raise Failed(answer.code, answer.start)
        return answer

    def unregister(self, everything=False):
        return self.register(0, '*' if everything else None)

    def vanish(self):
        """Goes away without a word (a stream's connection is closed, as by a killed browser)."""
        self.alive = False
        try:
            self.wire.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.wire.sock.close()

    # --- calls
    def call(self, number, wait=35):
        """Calls and returns the Call when answered; Failed(code) otherwise."""
        call = self.dial(number)
        return call.wait_answer(wait)

    def dial(self, number, extra=()):
        call = Call(self, secrets.token_hex(8), 'sip:%s@%s' % (number, self.host), out=True)
        call.invite(list(extra))
        return call

    def incoming(self, wait=20):
        """The next inbound call, which is ringing; answer() or reject() it."""
        try:
            return self.inbound.get(timeout=wait)
        except queue.Empty:
            raise Failed(0, 'no inbound call')

    def sdp(self, active=False, direction='sendrecv'):
        ip, port = self.media.getsockname()
        lines = ['v=0', 'o=- %d %d IN IP4 %s' % (port, time.time(), ip), 's=-', 'c=IN IP4 ' + ip, 't=0 0']
        if 'ws' in self.transport:  # what a browser would offer, but no DTLS handshake follows
            lines += ['m=audio %d UDP/TLS/RTP/SAVPF 0' % port, 'a=rtcp-mux', 'a=mid:0', 'a=ice-ufrag:' + secrets.token_hex(4),
                      'a=ice-pwd:' + secrets.token_hex(12), 'a=candidate:1 1 UDP 2130706431 %s %d typ host' % (ip, port),
                      'a=setup:' + ('active' if active else 'actpass'),
                      'a=fingerprint:sha-256 ' + ':'.join('%02X' % b for b in os.urandom(32))]
        else:
            lines += ['m=audio %d RTP/AVP 0' % port]
        return '\r\n'.join(lines + ['a=rtpmap:0 PCMU/8000', 'a=' + direction, ''])

    # --- messages in
    def _read(self):
        while self.alive:
            try:
                data = self.wire.receive()
            except ConnectionRefusedError:  # UDP while the server is down
                time.sleep(0.2)
                continue
            except (OSError, EOFError, ValueError):
                break
            if self.deaf or not data.strip():
                continue
            if self.trace:
                print('<<<', data.decode('utf-8', 'replace'), file=self.trace, flush=True)
            message = Message(data)
            try:
                if message.code:
                    self._response(message)
                else:
                    self._incoming(message)
            except OSError:
                pass
        self.alive = False
        for box in list(self.answers.values()):  # nobody waits for an answer that cannot come any more
            box.put(None)

    def _response(self, m):
        box = self.answers.get((m.get('call-id'), int(m.get('cseq').split()[0]), m.method))
        call = self.dialogs.get(m.get('call-id'))
        if m.method == 'INVITE' and m.code >= 200 and call:
            call.ack(m)
            if m.code in (401, 407) and call.cseq == 1 and call.out:
                call.invite(call.extra + [self._authorization(m, 'INVITE', call.target)])
                return
        if box:
            box.put(m)

    def reply(self, m, code, text, tag=None, body='', extra=()):
        to = m.get('to') + (';tag=' + tag if tag and 'tag=' not in m.get('to') else '')
        self._send(['SIP/2.0 %d %s' % (code, text)] + ['Via: ' + v for v in m.all('via')] +
                   ['Record-Route: ' + v for v in m.all('record-route')] +
                   ['From: ' + m.get('from'), 'To: ' + to, 'Call-ID: ' + m.get('call-id'), 'CSeq: ' + m.get('cseq'),
                    'Contact: <%s>' % self.contact, 'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, REFER, INFO, UPDATE'] + list(extra), body)

    def _incoming(self, m):
        call = self.dialogs.get(m.get('call-id'))
        if m.method == 'INVITE' and not call:
            call = Call(self, m.get('call-id'), m.uri('contact'), out=False)
            call.offer, call.local, call.remote = m, m.get('to') + ';tag=' + self.tag, m.get('from')
            self.reply(m, 180, 'Ringing', self.tag)
            self.inbound.put(call)
        elif m.method == 'ACK' and call and not call.out:
            call.acked_at = m.at
            call.acked.set()
        elif m.method == 'INVITE':
            if call.offer is not m and call.up:
                self.reply(m, 200, 'OK', self.tag, self.sdp(active=True))
        elif m.method == 'CANCEL':
            self.reply(m, 200, 'OK', self.tag)
            if call and not call.up:
                self.reply(call.offer, 487, 'Request Terminated', self.tag)
                call.end(m.at)
        elif m.method == 'BYE':
            self.reply(m, 200, 'OK')
            if call:
                call.up = False
                call.end(m.at)
        elif m.method == 'NOTIFY' and call and 'sipfrag' in m.get('content-type'):
            code = int(m.body.split()[1])
            call.referred.put((code, m.body.strip()))
            self.reply(m, 200, 'OK')
            if code == 200:  # transferred: the server waits for us to hang up
                threading.Thread(target=call.hangup, daemon=True).start()
        elif m.method != 'ACK':
            self.reply(m, 200, 'OK', self.tag)


class Call:
    def __init__(self, phone, call_id, target, out):
        self.phone, self.call_id, self.target, self.out, self.up = phone, call_id, target, out, False
        self.cseq, self.ended, self.referred, self.offer = 0, threading.Event(), queue.Queue(), None
        self.acked, self.acked_at, self.ended_at = threading.Event(), None, None  # an inbound call's ACK to our answer
        if out:
            self.local, self.remote = '<sip:%s@%s>;tag=%s' % (phone.ext, phone.host, secrets.token_hex(4)), '<%s>' % target
        phone.dialogs[call_id] = self

    def end(self, at):
        self.ended_at = self.ended_at or at
        self.ended.set()

    def invite(self, extra=()):
        self.cseq += 1
        self.branch, self.extra = 'z9hG4bK' + secrets.token_hex(8), extra
        key = self.call_id, self.cseq, 'INVITE'  # both attempts, without and with authentication, answer into one box
        self.box = self.phone.answers[key] = getattr(self, 'box', None) or queue.Queue()
        self.phone._request('INVITE', self.target, self.remote, self.call_id, self.cseq, extra,
                                       self.phone.sdp(), self.branch, self.local)

    def wait_answer(self, wait=35):
        answer = self.phone._final(self.box, wait)
        if answer.code != 200:
            self.end(answer.at)
            raise Failed(answer.code, answer.start)
        self.up, self.answered_at = True, answer.at
        return self

    def wait_ringing(self, wait=10):
        """Waits for the first answer above 100 and returns it."""
        try:
            while True:
                answer = self.box.get(timeout=wait)
                if answer is None:
                    raise Failed(0, 'the connection is closed')
                if answer.code >= 300:
                    self.end(answer.at)
                    raise Failed(answer.code, answer.start)
                if answer.code >= 200:
                    self.box.put(answer)  # answered at once: wait_answer() wants it too
                if answer.code > 100:
                    return answer
        except queue.Empty:
            raise Failed(0, 'no answer')

    def ack(self, answer):
        if answer.code == 200:
            self.remote, target, branch = answer.get('to'), answer.uri('contact'), None
            if self.out:
                self.remote_target = target
        else:
            target, branch = self.target, self.branch
        self.phone._request('ACK', target, answer.get('to'), self.call_id, int(answer.get('cseq').split()[0]),
                            branch=branch, from_=self.local)

    def cancel(self):
        """Gives up a call that rings; returns the final answer to it, a 487."""
        self.phone._request('CANCEL', self.target, '<%s>' % self.target, self.call_id, self.cseq,
                            branch=self.branch, from_=self.local)
        answer = self.phone._final(self.box)
        self.end(answer.at)
        return answer

    def wait_ack(self, wait=8):
        """Until the server has taken note of our answer or refusal; returns when that was."""
        if not self.acked.wait(wait):
            raise Failed(0, 'no ACK')
        return self.acked_at

    def answer(self):
        self.phone.reply(self.offer, 200, 'OK', self.phone.tag, self.phone.sdp(active=True))
        self.up, self.remote_target = True, self.target
        return self

    def reject(self, code=486, text='Busy Here'):
        self.phone.reply(self.offer, code, text, self.phone.tag)
        self.ended.set()
        return self

    def inside(self, method, extra=(), body='', kind='application/sdp'):
        """A request within the call, authenticated if need be."""
        auth = []
        for _ in range(2):
            self.cseq += 1
            answer = self.phone._final(self.phone._request(
                method, self.remote_target, self.remote, self.call_id, self.cseq, list(extra) + auth, body,
                from_=self.local, kind=kind))
            if answer.code not in (401, 407):
                return answer
            auth = [self.phone._authorization(answer, method, self.remote_target)]
        return answer

    def hangup(self):
        """Ends the call; returns the answer to the BYE, or None if the other side was first."""
        answer = None
        if self.up:
            self.up = False
            answer = self.inside('BYE')
        self.end(answer.at if answer else time.time())
        return answer

    def hold(self, on=True):
        return self.inside('INVITE', body=self.phone.sdp(direction='sendonly' if on else 'sendrecv'))

    def dtmf(self, digits):
        for digit in digits:
            answer = self.inside('INFO', body='Signal=%s\r\nDuration=100\r\n' % digit, kind='application/dtmf-relay')
            time.sleep(0.1)
        return answer

    def transfer(self, number, other=None):
        """Blind transfer to number, or attended: to the far end of the call other."""
        target = 'sip:%s@%s' % (number, self.phone.host)
        if other:
            tag = lambda v: v.split('tag=')[1].split(';')[0]
            target += '?Replaces=%s%%3Bto-tag%%3D%s%%3Bfrom-tag%%3D%s' % (other.call_id, tag(other.remote), tag(other.local))
        end = time.time() + 3
        while True:
            answer = self.inside('REFER', ['Refer-To: <%s>' % target, 'Referred-By: <sip:%s@%s>' % (self.phone.ext, self.phone.host)])
            if answer.code != 202:
                raise Failed(answer.code, answer.start)
            code, text = self.outcome()
            if code < 300:
                return answer
            if code != 400 or time.time() > end:  # 400: the two sides of this call are not joined yet
                raise Failed(code, text)
            time.sleep(0.02)

    def outcome(self, wait=8):
        """The first that the server tells about a transfer above 100."""
        try:
            while True:
                code, text = self.referred.get(timeout=wait)
                if code > 100:
                    return code, text
        except queue.Empty:
            raise Failed(0, 'nothing was told of the transfer')
